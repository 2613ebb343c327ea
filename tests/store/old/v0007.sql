BEGIN TRANSACTION;
CREATE TABLE answers (
	id VARCHAR(64) NOT NULL, 
	request VARCHAR(64) NOT NULL, 
	answered_at VARCHAR(27) NOT NULL, 
	body TEXT NOT NULL, 
	CONSTRAINT pk_answers PRIMARY KEY (id)
);
CREATE TABLE assignments (
	id VARCHAR(400) NOT NULL, 
	case_id VARCHAR(80) NOT NULL, 
	person TEXT NOT NULL, 
	role VARCHAR(100) NOT NULL, 
	since VARCHAR(27) NOT NULL, 
	until VARCHAR(27), 
	CONSTRAINT pk_assignments PRIMARY KEY (id), 
	CONSTRAINT fk_assignments_case_id FOREIGN KEY(case_id) REFERENCES cases (id)
);
CREATE TABLE bounces (
	digest VARCHAR(64) NOT NULL, 
	received_at VARCHAR(27) NOT NULL, 
	dispatch VARCHAR(40), 
	arrived VARCHAR(100) NOT NULL, 
	address_dead INTEGER NOT NULL, 
	status_code VARCHAR(100), 
	verdict VARCHAR(100) NOT NULL, 
	doubt TEXT, 
	text TEXT NOT NULL, 
	CONSTRAINT pk_bounces PRIMARY KEY (digest), 
	CONSTRAINT ck_bounces_arrived CHECK (arrived in ('yes', 'no', 'unknown')), 
	CONSTRAINT ck_bounces_address_dead CHECK (address_dead in (0, 1)), 
	CONSTRAINT ck_bounces_verdict CHECK (verdict in ('applied', 'for_a_person', 'looked_at'))
);
CREATE TABLE case_numbers (
	year INTEGER NOT NULL, 
	last INTEGER NOT NULL, 
	CONSTRAINT pk_case_numbers PRIMARY KEY (year)
);
INSERT INTO "case_numbers" VALUES(2025,1);
CREATE TABLE case_reads (
	id INTEGER NOT NULL, 
	at VARCHAR(27) NOT NULL, 
	person VARCHAR(200) NOT NULL, 
	role VARCHAR(100) NOT NULL, 
	agency VARCHAR(200), 
	case_id VARCHAR(80) NOT NULL, 
	what VARCHAR(100) NOT NULL, 
	CONSTRAINT pk_case_reads PRIMARY KEY (id)
);
CREATE TABLE cases (
	id VARCHAR(80) NOT NULL, 
	number VARCHAR(20) NOT NULL, 
	scheme VARCHAR(100) NOT NULL, 
	year INTEGER NOT NULL, 
	party VARCHAR(80) NOT NULL, 
	party_name TEXT NOT NULL, 
	opened_at VARCHAR(27) NOT NULL, 
	responsible TEXT, 
	revision INTEGER NOT NULL, 
	head VARCHAR(64) NOT NULL, 
	stage VARCHAR(100) NOT NULL, 
	stages JSON NOT NULL, 
	marks JSON NOT NULL, 
	proceedings_opened INTEGER NOT NULL, 
	CONSTRAINT pk_cases PRIMARY KEY (id), 
	CONSTRAINT ck_cases_stage_given CHECK (stage <> ''), 
	CONSTRAINT ck_cases_revision_counts_entries CHECK (revision >= 1), 
	CONSTRAINT fk_cases_party FOREIGN KEY(party) REFERENCES parties (id), 
	CONSTRAINT uq_cases_number UNIQUE (number)
);
INSERT INTO "cases" VALUES('2025-00001','2025/00001','drill',2025,'974760673','Øvelaget (oppdiktet)','2025-03-03T08:00:00.000000Z',NULL,4,'6714ef4b691d9adec01c206ced0cde4a3acffbe06567ab36db184766189da0a8','decided','["decided"]','{}',2);
CREATE TABLE casework_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT casework_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "casework_version" VALUES('0007');
CREATE TABLE contents (
	digest VARCHAR(64) NOT NULL, 
	text TEXT NOT NULL, 
	CONSTRAINT pk_contents PRIMARY KEY (digest)
);
INSERT INTO "contents" VALUES('26d4d74a9287b4b5e8641a4e5fcf5fcb53068ab9d4f569926340ff4c948ec7db','Til Øvelaget (oppdiktet): open, 2025-03-03.
');
INSERT INTO "contents" VALUES('220476e2de2643069338d536be2e58ae4332211994d1b4677812790a7c69299d','Til Øvelaget (oppdiktet): decided, 2025-03-03.
');
CREATE TABLE deadlines (
	id VARCHAR(200) NOT NULL, 
	case_id VARCHAR(80) NOT NULL, 
	proceeding_id VARCHAR(80) NOT NULL, 
	name VARCHAR(100) NOT NULL, 
	kind VARCHAR(100) NOT NULL, 
	law TEXT NOT NULL, 
	scheme VARCHAR(100) NOT NULL, 
	year INTEGER NOT NULL, 
	caseworker TEXT, 
	start_day DATE, 
	nominal_day DATE NOT NULL, 
	original_day DATE NOT NULL, 
	last_day DATE NOT NULL, 
	ends_at VARCHAR(27) NOT NULL, 
	status VARCHAR(100) NOT NULL, 
	passed_at VARCHAR(27), 
	settled_at VARCHAR(27), 
	moves JSON NOT NULL, 
	CONSTRAINT pk_deadlines PRIMARY KEY (id), 
	CONSTRAINT ck_deadlines_settled_when_not_open CHECK ((status = 'open') = (settled_at is null)), 
	CONSTRAINT ck_deadlines_status CHECK (status in ('open', 'met', 'waived', 'withdrawn')), 
	CONSTRAINT ck_deadlines_never_moved_earlier CHECK (last_day >= original_day), 
	CONSTRAINT fk_deadlines_case_id FOREIGN KEY(case_id) REFERENCES cases (id)
);
INSERT INTO "deadlines" VALUES('2025-00001-1:answer:1','2025-00001','2025-00001-1','answer','answer','fvl/29-1','drill',2025,NULL,'2025-03-03','2025-03-24','2025-03-24','2025-03-24','2025-03-24T23:00:00.000000Z','met',NULL,'2025-03-03T08:00:00.000000Z','[]');
INSERT INTO "deadlines" VALUES('2025-00001-1:answer:2','2025-00001','2025-00001-1','answer','answer','fvl/29-1','drill',2025,NULL,'2025-03-03','2025-03-24','2025-03-24','2025-03-24','2025-03-24T23:00:00.000000Z','open',NULL,NULL,'[]');
CREATE TABLE decisions (
	id VARCHAR(80) NOT NULL, 
	case_id VARCHAR(80) NOT NULL, 
	proceeding_id VARCHAR(80) NOT NULL, 
	kind VARCHAR(100) NOT NULL, 
	law TEXT NOT NULL, 
	outcome VARCHAR(100) NOT NULL, 
	decided_at VARCHAR(27) NOT NULL, 
	decided_by TEXT NOT NULL, 
	proposed_by TEXT, 
	letter_id VARCHAR(80), 
	status VARCHAR(100) NOT NULL, 
	follows VARCHAR(80), 
	effect VARCHAR(100), 
	decided_as VARCHAR(100) NOT NULL, 
	CONSTRAINT pk_decisions PRIMARY KEY (id), 
	CONSTRAINT ck_decisions_has_two_people CHECK (proposed_by is null or proposed_by <> decided_by), 
	CONSTRAINT fk_decisions_case_id FOREIGN KEY(case_id) REFERENCES cases (id)
);
INSERT INTO "decisions" VALUES('2025-00001#3.1','2025-00001','2025-00001-1','drill.decide','fvl/2','decided','2025-03-03T08:00:00.000000Z','ola','kari',NULL,'in_force',NULL,NULL,'decision_maker');
CREATE TABLE denials (
	id INTEGER NOT NULL, 
	at VARCHAR(27) NOT NULL, 
	person VARCHAR(200) NOT NULL, 
	role VARCHAR(100) NOT NULL, 
	agency VARCHAR(200), 
	what VARCHAR(100) NOT NULL, 
	case_id VARCHAR(80), 
	code VARCHAR(100) NOT NULL, 
	CONSTRAINT pk_denials PRIMARY KEY (id)
);
CREATE TABLE documents (
	id VARCHAR(80) NOT NULL, 
	case_id VARCHAR(80) NOT NULL, 
	proceeding_id VARCHAR(80), 
	kind VARCHAR(100) NOT NULL, 
	title TEXT NOT NULL, 
	source TEXT NOT NULL, 
	media_type VARCHAR(100) NOT NULL, 
	digest VARCHAR(64), 
	received_at VARCHAR(27) NOT NULL, 
	CONSTRAINT pk_documents PRIMARY KEY (id), 
	CONSTRAINT fk_documents_case_id FOREIGN KEY(case_id) REFERENCES cases (id)
);
CREATE TABLE entries (
	case_id VARCHAR(80) NOT NULL, 
	seq INTEGER NOT NULL, 
	at VARCHAR(27) NOT NULL, 
	person TEXT NOT NULL, 
	role VARCHAR(100) NOT NULL, 
	agency TEXT, 
	kind VARCHAR(100) NOT NULL, 
	name VARCHAR(100) NOT NULL, 
	proceeding_id VARCHAR(80), 
	from_state VARCHAR(100), 
	to_state VARCHAR(100), 
	facts JSON NOT NULL, 
	law TEXT, 
	changes JSON NOT NULL, 
	previous VARCHAR(64) NOT NULL, 
	hash VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_entries PRIMARY KEY (case_id, seq), 
	CONSTRAINT ck_entries_seq_from_one CHECK (seq >= 1), 
	CONSTRAINT fk_entries_case_id FOREIGN KEY(case_id) REFERENCES cases (id), 
	CONSTRAINT uq_entries_hash UNIQUE (hash)
)
 WITHOUT ROWID

;
INSERT INTO "entries" VALUES('2025-00001',1,'2025-03-03T08:00:00.000000Z','kari','caseworker',NULL,'opened','open','2025-00001-1',NULL,'open','{"applied_amount": 90000}',NULL,'[["cases", "2025-00001", {"number": "2025/00001", "scheme": "drill", "year": 2025, "party": "974760673", "party_name": "Øvelaget (oppdiktet)", "opened_at": "2025-03-03T08:00:00.000000Z"}], ["cases", "2025-00001", {"proceedings_opened": 1}], ["proceedings", "2025-00001-1", {"case_id": "2025-00001", "workflow": "drill", "version": 1, "digest": "0023a5e863c9d4dbc6e25f19fc35ce1359d572d80de7984be63081d4be493c7e", "parent": null, "about": null, "opened_at": "2025-03-03T08:00:00.000000Z"}], ["proceedings", "2025-00001-1", {"state": "open", "acts": {"open": ["kari"]}, "facts": {"applied_amount": 90000}}], ["deadlines", "2025-00001-1:answer:1", {"case_id": "2025-00001", "proceeding_id": "2025-00001-1", "name": "answer", "kind": "answer", "law": "fvl/29-1", "scheme": "drill", "year": 2025, "caseworker": null, "start_day": "2025-03-03", "nominal_day": "2025-03-24", "original_day": "2025-03-24", "last_day": "2025-03-24", "ends_at": "2025-03-24T23:00:00.000000Z"}], ["ledgers", "2025-00001", {"applied": 90000}], ["ledger_postings", "2025-00001#1.1", {"case_id": "2025-00001", "proceeding_id": "2025-00001-1", "kind": "applied", "amount": 90000, "at": "2025-03-03T08:00:00.000000Z"}], ["cases", "2025-00001", {"stage": "open", "stages": ["open"]}]]','','6a7b1eba7b6f130045f6bfc7b7bd23e5bb5db95d72e7745c6e2960cacc3a059e');
INSERT INTO "entries" VALUES('2025-00001',2,'2025-03-03T08:00:00.000000Z','kari','caseworker',NULL,'performed','propose','2025-00001-1','open','open','{"note": "gode grunner"}','fvl/17-1','[["proceedings", "2025-00001-1", {"state": "open", "acts": {"open": ["kari"], "propose": ["kari"]}, "facts": {"applied_amount": 90000, "note": "gode grunner"}}], ["deadlines", "2025-00001-1:answer:1", {"status": "met", "settled_at": "2025-03-03T08:00:00.000000Z"}], ["deadlines", "2025-00001-1:answer:2", {"case_id": "2025-00001", "proceeding_id": "2025-00001-1", "name": "answer", "kind": "answer", "law": "fvl/29-1", "scheme": "drill", "year": 2025, "caseworker": null, "start_day": "2025-03-03", "nominal_day": "2025-03-24", "original_day": "2025-03-24", "last_day": "2025-03-24", "ends_at": "2025-03-24T23:00:00.000000Z"}], ["letters", "2025-00001#2.1", {"case_id": "2025-00001", "proceeding_id": "2025-00001-1", "template": "drill_letter", "language": "nb", "recipient": "974760673", "subject": "Brev i sak 2025/00001", "digest": "26d4d74a9287b4b5e8641a4e5fcf5fcb53068ab9d4f569926340ff4c948ec7db", "created_at": "2025-03-03T08:00:00.000000Z"}]]','6a7b1eba7b6f130045f6bfc7b7bd23e5bb5db95d72e7745c6e2960cacc3a059e','0ce854c4cd375b42b3e4c18a2adcaf2b56927cd11ee774ddd2c920fd330ed7f2');
INSERT INTO "entries" VALUES('2025-00001',3,'2025-03-03T08:00:00.000000Z','ola','decision_maker',NULL,'performed','decide','2025-00001-1','open','decided','{"amount": 50000, "scheme_version": "drill/2025@109bebcacebd"}','fvl/2','[["proceedings", "2025-00001-1", {"state": "decided", "acts": {"open": ["kari"], "propose": ["kari"], "decide": ["ola"]}, "facts": {"applied_amount": 90000, "note": "gode grunner", "amount": 50000, "scheme_version": "drill/2025@109bebcacebd"}}], ["ledgers", "2025-00001", {"awarded": 50000, "unpaid": 50000}], ["ledger_postings", "2025-00001#3.1", {"case_id": "2025-00001", "proceeding_id": "2025-00001-1", "kind": "awarded", "amount": 50000, "at": "2025-03-03T08:00:00.000000Z"}], ["decisions", "2025-00001#3.1", {"case_id": "2025-00001", "proceeding_id": "2025-00001-1", "kind": "drill.decide", "law": "fvl/2", "outcome": "decided", "decided_at": "2025-03-03T08:00:00.000000Z", "decided_by": "ola", "proposed_by": "kari", "follows": null, "effect": null, "decided_as": "decision_maker"}], ["letters", "2025-00001#3.1", {"case_id": "2025-00001", "proceeding_id": "2025-00001-1", "template": "drill_letter", "language": "nb", "recipient": "974760673", "subject": "Brev i sak 2025/00001", "digest": "220476e2de2643069338d536be2e58ae4332211994d1b4677812790a7c69299d", "created_at": "2025-03-03T08:00:00.000000Z"}], ["cases", "2025-00001", {"stage": "decided", "stages": ["decided"]}]]','0ce854c4cd375b42b3e4c18a2adcaf2b56927cd11ee774ddd2c920fd330ed7f2','2207b42566d432d5e70119381a066ccdff61ed4b54fb82219f2b65b18e426862');
INSERT INTO "entries" VALUES('2025-00001',4,'2025-03-03T08:00:00.000000Z','ola','decision_maker',NULL,'opened','open','2025-00001-2',NULL,'waiting','{}',NULL,'[["cases", "2025-00001", {"proceedings_opened": 2}], ["proceedings", "2025-00001-2", {"case_id": "2025-00001", "workflow": "errand", "version": 1, "digest": "f9f0320ec14cb710a31d9f747aa82c89f37e4d3c41567e6ed1657e4cc6c446c6", "parent": "2025-00001-1", "about": "2025-00001#3.1", "opened_at": "2025-03-03T08:00:00.000000Z"}], ["proceedings", "2025-00001-2", {"state": "waiting", "acts": {"open": ["ola"]}}]]','2207b42566d432d5e70119381a066ccdff61ed4b54fb82219f2b65b18e426862','6714ef4b691d9adec01c206ced0cde4a3acffbe06567ab36db184766189da0a8');
CREATE TABLE feed (
	position BIGINT NOT NULL, 
	case_id VARCHAR(80) NOT NULL, 
	seq INTEGER NOT NULL, 
	CONSTRAINT pk_feed PRIMARY KEY (position)
);
CREATE TABLE feed_heads (
	case_id VARCHAR(80) NOT NULL, 
	seq BIGINT NOT NULL, 
	CONSTRAINT pk_feed_heads PRIMARY KEY (case_id)
);
CREATE TABLE idempotency_keys (
	"key" VARCHAR(200) NOT NULL, 
	request VARCHAR(64) NOT NULL, 
	case_id VARCHAR(80) NOT NULL, 
	seq INTEGER NOT NULL, 
	CONSTRAINT pk_idempotency_keys PRIMARY KEY ("key")
);
CREATE TABLE impartiality_declarations (
	id VARCHAR(80) NOT NULL, 
	case_id VARCHAR(80) NOT NULL, 
	person TEXT NOT NULL, 
	impartial INTEGER NOT NULL, 
	ground VARCHAR(100), 
	exception VARCHAR(100), 
	declared_at VARCHAR(27) NOT NULL, 
	declared_by TEXT NOT NULL, 
	CONSTRAINT pk_impartiality_declarations PRIMARY KEY (id), 
	CONSTRAINT ck_impartiality_declarations_impartial CHECK (impartial in (0, 1)), 
	CONSTRAINT fk_impartiality_declarations_case_id FOREIGN KEY(case_id) REFERENCES cases (id)
);
CREATE TABLE installation (
	name VARCHAR(100) NOT NULL, 
	value TEXT NOT NULL, 
	CONSTRAINT pk_installation PRIMARY KEY (name)
);
CREATE TABLE ladders (
	scheme VARCHAR(100) NOT NULL, 
	year INTEGER NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	since VARCHAR(27) NOT NULL, 
	CONSTRAINT pk_ladders PRIMARY KEY (scheme, year)
);
CREATE TABLE ledger_postings (
	id VARCHAR(80) NOT NULL, 
	case_id VARCHAR(80) NOT NULL, 
	proceeding_id VARCHAR(80) NOT NULL, 
	kind VARCHAR(100) NOT NULL, 
	amount BIGINT NOT NULL, 
	at VARCHAR(27) NOT NULL, 
	CONSTRAINT pk_ledger_postings PRIMARY KEY (id), 
	CONSTRAINT ck_ledger_postings_amount_not_negative CHECK (amount >= 0), 
	CONSTRAINT fk_ledger_postings_case_id FOREIGN KEY(case_id) REFERENCES cases (id)
);
INSERT INTO "ledger_postings" VALUES('2025-00001#1.1','2025-00001','2025-00001-1','applied',90000,'2025-03-03T08:00:00.000000Z');
INSERT INTO "ledger_postings" VALUES('2025-00001#3.1','2025-00001','2025-00001-1','awarded',50000,'2025-03-03T08:00:00.000000Z');
CREATE TABLE ledgers (
	id VARCHAR(80) NOT NULL, 
	applied BIGINT NOT NULL, 
	awarded BIGINT NOT NULL, 
	due BIGINT NOT NULL, 
	paid BIGINT NOT NULL, 
	withheld BIGINT NOT NULL, 
	unpaid BIGINT NOT NULL, 
	lapsed BIGINT NOT NULL, 
	used BIGINT NOT NULL, 
	unused BIGINT NOT NULL, 
	reclaimed BIGINT NOT NULL, 
	repaid BIGINT NOT NULL, 
	set_off BIGINT NOT NULL, 
	waived BIGINT NOT NULL, 
	outstanding BIGINT NOT NULL, 
	accounted INTEGER NOT NULL, 
	owed_back BIGINT NOT NULL, 
	refunded BIGINT NOT NULL, 
	in_collection BIGINT NOT NULL, 
	interest BIGINT NOT NULL, 
	interest_paid BIGINT NOT NULL, 
	CONSTRAINT pk_ledgers PRIMARY KEY (id), 
	CONSTRAINT ck_ledgers_owed_back_not_negative CHECK (owed_back >= 0), 
	CONSTRAINT ck_ledgers_refunded_not_negative CHECK (refunded >= 0), 
	CONSTRAINT ck_ledgers_in_collection_not_negative CHECK (in_collection >= 0), 
	CONSTRAINT ck_ledgers_interest_not_negative CHECK (interest >= 0), 
	CONSTRAINT ck_ledgers_interest_paid_not_negative CHECK (interest_paid >= 0), 
	CONSTRAINT ck_ledgers_paid_is_accounted_for CHECK (accounted = 0 or paid = used + unused), 
	CONSTRAINT ck_ledgers_accounted CHECK (accounted in (0, 1)), 
	CONSTRAINT ck_ledgers_awarded_is_explained CHECK (awarded = paid + withheld + unpaid + lapsed), 
	CONSTRAINT ck_ledgers_reclaimed_at_most_paid CHECK (reclaimed <= paid), 
	CONSTRAINT ck_ledgers_reclaimed_is_explained CHECK (reclaimed = repaid + set_off + outstanding + waived), 
	CONSTRAINT ck_ledgers_applied_not_negative CHECK (applied >= 0), 
	CONSTRAINT ck_ledgers_awarded_not_negative CHECK (awarded >= 0), 
	CONSTRAINT ck_ledgers_due_not_negative CHECK (due >= 0), 
	CONSTRAINT ck_ledgers_paid_not_negative CHECK (paid >= 0), 
	CONSTRAINT ck_ledgers_withheld_not_negative CHECK (withheld >= 0), 
	CONSTRAINT ck_ledgers_unpaid_not_negative CHECK (unpaid >= 0), 
	CONSTRAINT ck_ledgers_lapsed_not_negative CHECK (lapsed >= 0), 
	CONSTRAINT ck_ledgers_used_not_negative CHECK (used >= 0), 
	CONSTRAINT ck_ledgers_unused_not_negative CHECK (unused >= 0), 
	CONSTRAINT ck_ledgers_reclaimed_not_negative CHECK (reclaimed >= 0), 
	CONSTRAINT ck_ledgers_repaid_not_negative CHECK (repaid >= 0), 
	CONSTRAINT ck_ledgers_set_off_not_negative CHECK (set_off >= 0), 
	CONSTRAINT ck_ledgers_waived_not_negative CHECK (waived >= 0), 
	CONSTRAINT ck_ledgers_outstanding_not_negative CHECK (outstanding >= 0), 
	CONSTRAINT fk_ledgers_id FOREIGN KEY(id) REFERENCES cases (id)
);
INSERT INTO "ledgers" VALUES('2025-00001',90000,50000,0,0,0,50000,0,0,0,0,0,0,0,0,0,0,0,0,0,0);
CREATE TABLE letters (
	id VARCHAR(80) NOT NULL, 
	case_id VARCHAR(80) NOT NULL, 
	proceeding_id VARCHAR(80) NOT NULL, 
	template VARCHAR(100) NOT NULL, 
	language VARCHAR(2) NOT NULL, 
	recipient TEXT NOT NULL, 
	subject TEXT NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	created_at VARCHAR(27) NOT NULL, 
	status VARCHAR(100) NOT NULL, 
	sent_at VARCHAR(27), tells JSON DEFAULT '[]' NOT NULL, 
	CONSTRAINT pk_letters PRIMARY KEY (id), 
	CONSTRAINT ck_letters_status CHECK (status in ('staged', 'sent', 'withdrawn', 'undelivered')), 
	CONSTRAINT fk_letters_case_id FOREIGN KEY(case_id) REFERENCES cases (id)
);
INSERT INTO "letters" VALUES('2025-00001#2.1','2025-00001','2025-00001-1','drill_letter','nb','974760673','Brev i sak 2025/00001','26d4d74a9287b4b5e8641a4e5fcf5fcb53068ab9d4f569926340ff4c948ec7db','2025-03-03T08:00:00.000000Z','staged',NULL,'[]');
INSERT INTO "letters" VALUES('2025-00001#3.1','2025-00001','2025-00001-1','drill_letter','nb','974760673','Brev i sak 2025/00001','220476e2de2643069338d536be2e58ae4332211994d1b4677812790a7c69299d','2025-03-03T08:00:00.000000Z','staged',NULL,'[]');
CREATE TABLE next_rungs (
	deadline_id VARCHAR(200) NOT NULL, 
	case_id VARCHAR(80) NOT NULL, 
	at VARCHAR(27), 
	CONSTRAINT pk_next_rungs PRIMARY KEY (deadline_id), 
	CONSTRAINT fk_next_rungs_deadline_id FOREIGN KEY(deadline_id) REFERENCES deadlines (id)
);
INSERT INTO "next_rungs" VALUES('2025-00001-1:answer:1','2025-00001',NULL);
INSERT INTO "next_rungs" VALUES('2025-00001-1:answer:2','2025-00001','2025-03-17T07:00:00.000000Z');
CREATE TABLE outbox (
	id VARCHAR(40) NOT NULL, 
	kind VARCHAR(100) NOT NULL, 
	template VARCHAR(100) NOT NULL, 
	recipient VARCHAR(220) NOT NULL, 
	created_at VARCHAR(27) NOT NULL, 
	not_before VARCHAR(27) NOT NULL, 
	case_id VARCHAR(80), 
	letter_id VARCHAR(80), 
	deadline_id VARCHAR(200), 
	last_day DATE, 
	rung INTEGER, 
	channel VARCHAR(100) NOT NULL, 
	status VARCHAR(100) NOT NULL, 
	attempts INTEGER NOT NULL, 
	claimed_by VARCHAR(200), 
	claimed_until VARCHAR(27), 
	address TEXT, 
	message TEXT, 
	sent_at VARCHAR(27), 
	settled_at VARCHAR(27), 
	recorded INTEGER NOT NULL, 
	error TEXT, foreign_id VARCHAR(200), 
	CONSTRAINT pk_outbox PRIMARY KEY (id), 
	CONSTRAINT ck_outbox_kind CHECK (kind in ('letter', 'alert', 'reminder', 'digest')), 
	CONSTRAINT ck_outbox_status CHECK (status in ('staged', 'sent', 'returned', 'failed', 'withdrawn', 'dropped')), 
	CONSTRAINT ck_outbox_sent_is_kept CHECK ((sent_at is null) or (message is not null)), 
	CONSTRAINT ck_outbox_recorded CHECK (recorded in (0, 1)), 
	CONSTRAINT fk_outbox_case_id FOREIGN KEY(case_id) REFERENCES cases (id)
);
INSERT INTO "outbox" VALUES('ba4d4c7ff08b89d64fb3','letter','drill_letter','grantee','2025-03-03T08:00:00.000000Z','2025-03-03T08:00:00.000000Z','2025-00001','2025-00001#2.1',NULL,NULL,NULL,'email','staged',0,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL);
INSERT INTO "outbox" VALUES('a4a6bc963fbabc146775','alert','drill_letter','grantee','2025-03-03T08:00:00.000000Z','2025-03-03T08:00:00.000000Z','2025-00001','2025-00001#3.1',NULL,NULL,NULL,'email','staged',0,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL);
CREATE TABLE parties (
	id VARCHAR(80) NOT NULL, 
	name TEXT NOT NULL, 
	language_form VARCHAR(2) NOT NULL, 
	language_source VARCHAR(100) NOT NULL, 
	email TEXT, 
	address TEXT, reserved BOOLEAN DEFAULT 0 NOT NULL, 
	CONSTRAINT pk_parties PRIMARY KEY (id), 
	CONSTRAINT ck_parties_language_form CHECK (language_form in ('nb', 'nn'))
);
INSERT INTO "parties" VALUES('974760673','Øvelaget (oppdiktet)','nb','default',NULL,NULL,0);
CREATE TABLE people (
	person VARCHAR(200) NOT NULL, 
	name TEXT NOT NULL, 
	email VARCHAR(320), 
	language VARCHAR(2) NOT NULL, 
	CONSTRAINT pk_people PRIMARY KEY (person), 
	CONSTRAINT ck_people_language CHECK (language in ('nb', 'nn', 'en'))
);
CREATE TABLE pieces (
	digest VARCHAR(64) NOT NULL, 
	number INTEGER NOT NULL, 
	bytes BLOB NOT NULL, 
	CONSTRAINT pk_pieces PRIMARY KEY (digest, number), 
	CONSTRAINT ck_pieces_numbered_from_zero CHECK (number >= 0)
);
CREATE TABLE proceedings (
	id VARCHAR(80) NOT NULL, 
	case_id VARCHAR(80) NOT NULL, 
	workflow VARCHAR(100) NOT NULL, 
	version INTEGER NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	state VARCHAR(100) NOT NULL, 
	parent VARCHAR(80), 
	about VARCHAR(80), 
	opened_at VARCHAR(27) NOT NULL, 
	closed_at VARCHAR(27), 
	facts JSON NOT NULL, 
	acts JSON NOT NULL, 
	marks JSON NOT NULL, 
	CONSTRAINT pk_proceedings PRIMARY KEY (id), 
	CONSTRAINT ck_proceedings_state_given CHECK (state <> ''), 
	CONSTRAINT fk_proceedings_case_id FOREIGN KEY(case_id) REFERENCES cases (id)
);
INSERT INTO "proceedings" VALUES('2025-00001-1','2025-00001','drill',1,'0023a5e863c9d4dbc6e25f19fc35ce1359d572d80de7984be63081d4be493c7e','decided',NULL,NULL,'2025-03-03T08:00:00.000000Z',NULL,'{"applied_amount": 90000, "note": "gode grunner", "amount": 50000, "scheme_version": "drill/2025@109bebcacebd"}','{"open": ["kari"], "propose": ["kari"], "decide": ["ola"]}','{}');
INSERT INTO "proceedings" VALUES('2025-00001-2','2025-00001','errand',1,'f9f0320ec14cb710a31d9f747aa82c89f37e4d3c41567e6ed1657e4cc6c446c6','waiting','2025-00001-1','2025-00001#3.1','2025-03-03T08:00:00.000000Z',NULL,'{}','{"open": ["ola"]}','{}');
CREATE TABLE refusals (
	id INTEGER NOT NULL, 
	at VARCHAR(27) NOT NULL, 
	case_id VARCHAR(80) NOT NULL, 
	proceeding_id VARCHAR(80), 
	name TEXT NOT NULL, 
	person TEXT NOT NULL, 
	role VARCHAR(100) NOT NULL, 
	reasons JSON NOT NULL, 
	CONSTRAINT pk_refusals PRIMARY KEY (id)
);
CREATE TABLE reminders (
	deadline_id VARCHAR(200) NOT NULL, 
	last_day DATE NOT NULL, 
	rung INTEGER NOT NULL, 
	case_id VARCHAR(80) NOT NULL, 
	letter VARCHAR(100) NOT NULL, 
	due_at VARCHAR(27) NOT NULL, 
	staged_at VARCHAR(27) NOT NULL, 
	skipped VARCHAR(100), 
	letter_id VARCHAR(80), 
	CONSTRAINT pk_reminders PRIMARY KEY (deadline_id, last_day, rung), 
	CONSTRAINT fk_reminders_deadline_id FOREIGN KEY(deadline_id) REFERENCES deadlines (id)
);
CREATE TABLE role_grants (
	id VARCHAR(40) NOT NULL, 
	person VARCHAR(200) NOT NULL, 
	role VARCHAR(100) NOT NULL, 
	agency VARCHAR(200), 
	scheme VARCHAR(100), 
	case_id VARCHAR(80), 
	first_day DATE NOT NULL, 
	last_day DATE, 
	granted_at VARCHAR(27) NOT NULL, 
	granted_by VARCHAR(200) NOT NULL, 
	revoked_at VARCHAR(27), 
	revoked_by VARCHAR(200), 
	CONSTRAINT pk_role_grants PRIMARY KEY (id), 
	CONSTRAINT ck_role_grants_ends_after_it_begins CHECK (last_day is null or last_day >= first_day), 
	CONSTRAINT ck_role_grants_revoked_by_somebody CHECK ((revoked_at is null) = (revoked_by is null)), 
	CONSTRAINT ck_role_grants_grantee_of_an_organisation CHECK (role <> 'grantee' or agency is not null)
);
CREATE TABLE saved_forms (
	person VARCHAR(200) NOT NULL, 
	proceeding_id VARCHAR(80) NOT NULL, 
	transition VARCHAR(100) NOT NULL, 
	facts JSON NOT NULL, 
	revision INTEGER NOT NULL, 
	saved_at VARCHAR(27) NOT NULL, 
	CONSTRAINT pk_saved_forms PRIMARY KEY (person, proceeding_id, transition)
);
CREATE TABLE service_tokens (
	id VARCHAR(40) NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	role VARCHAR(100) NOT NULL, 
	agency VARCHAR(200), 
	scheme VARCHAR(100), 
	scopes JSON NOT NULL, 
	first_day DATE NOT NULL, 
	last_day DATE, 
	created_at VARCHAR(27) NOT NULL, 
	created_by VARCHAR(200) NOT NULL, 
	revoked_at VARCHAR(27), 
	revoked_by VARCHAR(200), 
	CONSTRAINT pk_service_tokens PRIMARY KEY (id), 
	CONSTRAINT ck_service_tokens_ends_after_it_begins CHECK (last_day is null or last_day >= first_day), 
	CONSTRAINT uq_service_tokens_digest UNIQUE (digest)
);
CREATE TABLE superiors (
	person VARCHAR(200) NOT NULL, 
	superior TEXT NOT NULL, 
	CONSTRAINT pk_superiors PRIMARY KEY (person), 
	CONSTRAINT ck_superiors_nobody_is_their_own CHECK (person <> superior)
);
CREATE TABLE suppressed_addresses (
	address VARCHAR(320) NOT NULL, 
	since VARCHAR(27) NOT NULL, 
	why VARCHAR(100) NOT NULL, 
	CONSTRAINT pk_suppressed_addresses PRIMARY KEY (address)
);
CREATE TABLE workers (
	name VARCHAR(200) NOT NULL, 
	started_at VARCHAR(27) NOT NULL, 
	beat_at VARCHAR(27) NOT NULL, 
	stopped_at VARCHAR(27), 
	ticks INTEGER NOT NULL, 
	told TEXT NOT NULL, 
	CONSTRAINT pk_workers PRIMARY KEY (name)
);
CREATE INDEX ix_refusals_case_id ON refusals (case_id);
CREATE INDEX ix_cases_party ON cases (party);
CREATE INDEX ix_cases_scheme_year_stage ON cases (scheme, year, stage);
CREATE INDEX ix_assignments_case_id ON assignments (case_id);
CREATE INDEX ix_deadlines_case_id ON deadlines (case_id);
CREATE INDEX ix_deadlines_due ON deadlines (ends_at) WHERE status = 'open' and passed_at is null;
CREATE INDEX ix_deadlines_open ON deadlines (caseworker, ends_at) WHERE status = 'open';
CREATE INDEX ix_decisions_case_id ON decisions (case_id);
CREATE INDEX ix_documents_case_id ON documents (case_id);
CREATE INDEX ix_impartiality_declarations_case_id ON impartiality_declarations (case_id);
CREATE INDEX ix_proceedings_case_id ON proceedings (case_id);
CREATE INDEX ix_ledger_postings_case_id ON ledger_postings (case_id);
CREATE TRIGGER entries_no_update before update on entries begin select raise(abort, 'append-only: update on entries is refused'); end;
CREATE TRIGGER entries_no_delete before delete on entries begin select raise(abort, 'append-only: delete on entries is refused'); end;
CREATE TRIGGER entries_no_replace before insert on entries when exists (select 1 from entries where (case_id = new.case_id and seq = new.seq) or hash = new.hash) begin select raise(abort, 'append-only: replace on entries is refused'); end;
CREATE TRIGGER ledger_postings_no_update before update on ledger_postings begin select raise(abort, 'append-only: update on ledger_postings is refused'); end;
CREATE TRIGGER ledger_postings_no_delete before delete on ledger_postings begin select raise(abort, 'append-only: delete on ledger_postings is refused'); end;
CREATE TRIGGER ledger_postings_no_replace before insert on ledger_postings when exists (select 1 from ledger_postings where id = new.id) begin select raise(abort, 'append-only: replace on ledger_postings is refused'); end;
CREATE TRIGGER contents_no_update before update on contents begin select raise(abort, 'append-only: update on contents is refused'); end;
CREATE TRIGGER contents_no_delete before delete on contents begin select raise(abort, 'append-only: delete on contents is refused'); end;
CREATE TRIGGER contents_no_replace before insert on contents when exists (select 1 from contents where digest = new.digest) begin select raise(ignore); end;
CREATE INDEX ix_letters_case_id ON letters (case_id);
CREATE INDEX ix_next_rungs_at ON next_rungs (at) WHERE at is not null;
CREATE INDEX ix_reminders_case_id ON reminders (case_id);
CREATE INDEX ix_outbox_case_id ON outbox (case_id);
CREATE INDEX ix_outbox_sent ON outbox (sent_at);
CREATE INDEX ix_outbox_staged ON outbox (not_before, id) WHERE status = 'staged';
CREATE INDEX ix_outbox_unrecorded ON outbox (sent_at) WHERE recorded = 0 and sent_at is not null;
CREATE INDEX ix_outbox_deadline ON outbox (deadline_id) WHERE deadline_id is not null;
CREATE INDEX ix_outbox_unsent ON outbox (status) WHERE status in ('returned', 'failed');
CREATE INDEX ix_role_grants_person ON role_grants (person);
CREATE INDEX ix_case_reads_person ON case_reads (person);
CREATE INDEX ix_case_reads_case_id ON case_reads (case_id);
CREATE UNIQUE INDEX uq_feed_case_id_seq ON feed (case_id, seq);
CREATE INDEX ix_outbox_foreign_id ON outbox (channel, foreign_id) WHERE foreign_id is not null;
CREATE INDEX ix_proceedings_open ON proceedings (opened_at, id, workflow, state) WHERE closed_at is null;
CREATE INDEX ix_proceedings_before_appeal_body ON proceedings (case_id) WHERE workflow = 'appeal_review';
CREATE INDEX ix_deadlines_nearest ON deadlines (ends_at, id) WHERE status = 'open';
CREATE TRIGGER pieces_no_update before update on pieces begin select raise(abort, 'append-only: update on pieces is refused'); end;
CREATE TRIGGER pieces_no_delete before delete on pieces begin select raise(abort, 'append-only: delete on pieces is refused'); end;
CREATE TRIGGER pieces_no_replace before insert on pieces when exists (select 1 from pieces where digest = new.digest and number = new.number) begin select raise(ignore); end;
COMMIT;
