"""What the reading of a file says to people, in three languages: what is wrong, and what to do about it."""

from __future__ import annotations

from casework.errors import Text

PLACE_IN_LINE = Text("linje {line}", "linje {line}", "line {line}")
PLACE_IN_CELL = Text("linje {line}, kolonne {column}", "linje {line}, kolonne {column}", "line {line}, column {column}")

_FILE = {
    "file_empty": Text(
        "filen er tom; eksporter søknadene på nytt",
        "fila er tom; eksporter søknadene på nytt",
        "the file is empty; export the applications again",
    ),
    "file_too_large": Text(
        "filen er større enn {limit} MB; del den opp",
        "fila er større enn {limit} MB; del ho opp",
        "the file is larger than {limit} MB; split it",
    ),
    "too_many_rows": Text(
        "filen har flere enn {limit} rader; del den opp",
        "fila har fleire enn {limit} rader; del ho opp",
        "the file has more than {limit} rows; split it",
    ),
    "not_unicode": Text(
        "tegnet 0x{byte} er verken UTF-8 eller UTF-16, trolig et eldre tegnsett; lagre filen på nytt som «CSV UTF-8»",
        "teiknet 0x{byte} er verken UTF-8 eller UTF-16, truleg eit eldre teiknsett; lagre fila på nytt som «CSV UTF-8»",
        'byte 0x{byte} is neither UTF-8 nor UTF-16, probably an older encoding; save the file again as "CSV UTF-8"',
    ),
    "broken_utf16": Text(
        "filen skal være UTF-16, men er skadet ved byte {position}; eksporter den på nytt",
        "fila skal vere UTF-16, men er skadd ved byte {position}; eksporter ho på nytt",
        "the file claims to be UTF-16 but is damaged at byte {position}; export it again",
    ),
    "nul_character": Text(
        "filen har NUL-tegn og er ikke en tekstfil; eksporter den på nytt som CSV",
        "fila har NUL-teikn og er ikkje ei tekstfil; eksporter ho på nytt som CSV",
        "the file holds NUL characters and is not a text file; export it again as CSV",
    ),
    "header_missing": Text(
        "første linje har ingen av de kjente kolonnene, men «{value}»; sett kolonnenavnene først",
        "første linje har ingen av dei kjende kolonnane, men «{value}»; set kolonnenamna først",
        'the first line has none of the known columns but "{value}"; put the column names first',
    ),
    "column_missing": Text(
        "kolonnen {name} mangler; ta den med i eksporten",
        "kolonnen {name} manglar; ta han med i eksporten",
        "the column {name} is missing; include it in the export",
    ),
    "column_twice": Text(
        "kolonnen {name} står {times} ganger; behold én",
        "kolonnen {name} står {times} gonger; behald éin",
        "the column {name} stands {times} times; keep one",
    ),
    "column_unknown": Text(
        "kolonnen «{value}» er ukjent og blir ikke lest",
        "kolonnen «{value}» er ukjend og blir ikkje lesen",
        'the column "{value}" is unknown and is not read',
    ),
    "no_rows": Text(
        "filen har kolonnenavn, men ingen søknader",
        "fila har kolonnenamn, men ingen søknader",
        "the file has column names but no applications",
    ),
    "read_as_utf16": Text(
        "filen er UTF-16 og er lest slik",
        "fila er UTF-16 og er lesen slik",
        "the file is UTF-16 and was read as such",
    ),
}

_ROW = {
    "row_empty": Text(
        "raden er tom og er hoppet over",
        "rada er tom og er hoppa over",
        "the row is empty and was skipped",
    ),
    "cell_count": Text(
        "raden har {found} celler, men det er {expected} kolonner; sett celler med skilletegn i anførselstegn",
        "rada har {found} celler, men det er {expected} kolonnar; set celler med skiljeteikn i hermeteikn",
        "the row has {found} cells but there are {expected} columns; quote cells that hold the delimiter",
    ),
    "cell_without_column": Text(
        "«{value}» står i en kolonne uten navn; gi kolonnen navn eller tøm den",
        "«{value}» står i ein kolonne utan namn; gi kolonnen namn eller tøm han",
        '"{value}" stands in a column without a name; name the column or empty it',
    ),
    "quote_unclosed": Text(
        "et anførselstegn som åpnes i denne raden, lukkes aldri; resten av filen er ikke lest",
        "eit hermeteikn som blir opna i denne rada, blir aldri lukka; resten av fila er ikkje lesen",
        "a quotation mark that opens in this row is never closed; the rest of the file was not read",
    ),
    "quote_misplaced": Text(
        "det står tekst etter et avsluttende anførselstegn; skriv anførselstegn inne i en celle dobbelt",
        "det står tekst etter eit avsluttande hermeteikn; skriv hermeteikn inne i ei celle dobbelt",
        "there is text after a closing quotation mark; double the quotation marks inside a cell",
    ),
    "id_used_twice": Text(
        "søknads-id «{value}» står også på linje {other} med annet innhold ({columns}); "
        "ingen av dem er lest, behold den rette",
        "søknads-id «{value}» står òg på linje {other} med anna innhald ({columns}); "
        "ingen av dei er lesne, behald den rette",
        'application id "{value}" also stands on line {other} with other content ({columns}); '
        "neither was read, keep the right one",
    ),
    "row_repeated": Text(
        "raden er den samme søknaden som på linje {other} og er ikke lest to ganger",
        "rada er den same søknaden som på linje {other} og er ikkje lesen to gonger",
        "the row is the same application as on line {other} and was not read twice",
    ),
}

_CELL = {
    "missing": Text("cellen er tom; fyll den ut", "cella er tom; fyll ho ut", "the cell is empty; fill it in"),
    "cell_too_long": Text(
        "cellen har {length} tegn, flere enn {limit}; kort den ned",
        "cella har {length} teikn, fleire enn {limit}; kort ho ned",
        "the cell has {length} characters, more than {limit}; shorten it",
    ),
    "control_character": Text(
        "cellen «{value}» har styretegnet U+{number}; fjern det",
        "cella «{value}» har styreteiknet U+{number}; fjern det",
        'the cell "{value}" holds the control character U+{number}; remove it',
    ),
    "character_lost": Text(
        "«{value}» har tegnet �: en bokstav gikk tapt før eksporten",
        "«{value}» har teiknet �: ein bokstav gjekk tapt før eksporten",
        '"{value}" holds the character �: a letter was lost before the export',
    ),
    "line_break_folded": Text(
        "linjeskift i cellen er lest som mellomrom",
        "linjeskift i cella er lese som mellomrom",
        "a line break in the cell was read as a blank",
    ),
    "blanks_trimmed": Text(
        "overflødige mellomrom i cellen er fjernet",
        "overflødige mellomrom i cella er fjerna",
        "stray blanks in the cell were removed",
    ),
    "not_codes": Text(
        "«{value}» er ikke koder; skriv dem med komma mellom, som A,B",
        "«{value}» er ikkje kodar; skriv dei med komma mellom, som A,B",
        '"{value}" is not a list of codes; write them with commas between, like A,B',
    ),
    "sub_goals_missing": Text(
        "søknaden nevner ikke noe delmål", "søknaden nemner ikkje noko delmål", "the application names no sub-goal"
    ),
    "org_number_missing": Text(
        "organisasjonsnummer mangler («{value}»); søknaden telles, men ikke som søker",
        "organisasjonsnummer manglar («{value}»); søknaden blir talt, men ikkje som søkjar",
        'the organisation number is missing ("{value}"); the application counts, but not as an applicant',
    ),
    "not_org_number": Text(
        "«{value}» er ikke et organisasjonsnummer; skriv ni sifre",
        "«{value}» er ikkje eit organisasjonsnummer; skriv ni siffer",
        '"{value}" is not an organisation number; write nine digits',
    ),
    "wrong_check_digit": Text(
        "kontrollsifferet i organisasjonsnummeret «{value}» stemmer ikke; slå opp nummeret",
        "kontrollsifferet i organisasjonsnummeret «{value}» stemmer ikkje; slå opp nummeret",
        'the check digit of organisation number "{value}" is wrong; look the number up',
    ),
    "personal_number": Text(
        "elleve sifre kan være et fødselsnummer og vises ikke; skriv organisasjonsnummeret",
        "elleve siffer kan vere eit fødselsnummer og blir ikkje viste; skriv organisasjonsnummeret",
        "eleven digits may be a national identity number and are not shown; write the organisation number",
    ),
    "scientific_number": Text(
        "regnearket har kortet tallet ned til «{value}»; formater kolonnen som tekst og eksporter på nytt",
        "reknearket har korta talet ned til «{value}»; formater kolonnen som tekst og eksporter på nytt",
        'the spreadsheet shortened the number to "{value}"; format the column as text and export again',
    ),
    "two_spellings": Text(
        "organisasjonsnummer {number} står med flere skrivemåter: {names}; det telles som én organisasjon",
        "organisasjonsnummer {number} står med fleire skrivemåtar: {names}; det blir talt som éin organisasjon",
        "organisation number {number} stands with several spellings: {names}; it counts as one organisation",
    ),
}

_AMOUNT = {
    "not_an_amount": Text(
        "«{value}» er ikke et beløp; skriv det som 1 000 000,50",
        "«{value}» er ikkje eit beløp; skriv det som 1 000 000,50",
        '"{value}" is not an amount; write it like 1 000 000,50',
    ),
    "amount_ambiguous": Text(
        "«{value}» kan være tusener eller desimaler; skriv det som 1 000 eller 1,00",
        "«{value}» kan vere tusen eller desimalar; skriv det som 1 000 eller 1,00",
        '"{value}" may be thousands or decimals; write it like 1 000 or 1,00',
    ),
    "amount_negative": Text(
        "«{value}» er negativt; skriv beløpet uten fortegn, og 0 når et tilskudd er omgjort til ingenting",
        "«{value}» er negativt; skriv beløpet utan forteikn, og 0 når eit tilskot er gjort om til ingenting",
        '"{value}" is negative; write the amount without a sign, and 0 for an award that was reversed',
    ),
    "fraction_of_ore": Text(
        "«{value}» har deler av en øre; skriv høyst to desimaler",
        "«{value}» har delar av eit øre; skriv høgst to desimalar",
        '"{value}" has fractions of an øre; write two decimals at most',
    ),
    "amount_too_large": Text(
        "«{value}» er større enn noe beløp her kan være; rett det",
        "«{value}» er større enn noko beløp her kan vere; rett det",
        '"{value}" is larger than any amount here can be; correct it',
    ),
    "ore_present": Text(
        "beløpet «{value}» har øre, som er tatt med",
        "beløpet «{value}» har øre, som er tekne med",
        'the amount "{value}" has øre, which are kept',
    ),
    "applied_nothing": Text("det er søkt om 0 kroner", "det er søkt om 0 kroner", "the sum applied for is 0 kroner"),
    "annual_budget_missing": Text(
        "årsbudsjett er ikke oppgitt", "årsbudsjett er ikkje oppgitt", "no annual budget is given"
    ),
    "award_above_applied": Text(
        "det er tildelt {awarded} kr, mer enn de {applied} kr det er søkt om; beløpet er beholdt",
        "det er tildelt {awarded} kr, meir enn dei {applied} kr det er søkt om; beløpet er behalde",
        "{awarded} kr was awarded, more than the {applied} kr applied for; the amount is kept",
    ),
    "award_of_nothing": Text(
        "tildelt 0 kroner telles ikke som tildeling",
        "tildelt 0 kroner blir ikkje talt som tildeling",
        "0 kroner awarded does not count as an award",
    ),
    "award_without_day": Text(
        "det er tildelt tilskudd, men vedtaksdatoen mangler",
        "det er tildelt tilskot, men vedtaksdatoen manglar",
        "an award was made but the day of the decision is missing",
    ),
}

_TIME = {
    "not_a_time": Text(
        "«{value}» er ikke en dato; skriv 15.03.2022 12:05 eller 2022-03-15T12:05",
        "«{value}» er ikkje ein dato; skriv 15.03.2022 12:05 eller 2022-03-15T12:05",
        '"{value}" is not a date; write 15.03.2022 12:05 or 2022-03-15T12:05',
    ),
    "no_such_day": Text(
        "dagen i «{value}» finnes ikke; rett den",
        "dagen i «{value}» finst ikkje; rett han",
        'the day in "{value}" does not exist; correct it',
    ),
    "no_such_time": Text(
        "klokkeslettet i «{value}» finnes ikke; rett det",
        "klokkeslettet i «{value}» finst ikkje; rett det",
        'the clock time in "{value}" does not exist; correct it',
    ),
    "skipped_time": Text(
        "klokkeslettet i «{value}» ble hoppet over da klokken ble stilt til sommertid; oppgi UTC-avvik",
        "klokkeslettet i «{value}» vart hoppa over da klokka vart stilt til sommartid; oppgi UTC-avvik",
        'the clock time in "{value}" was skipped when summer time began; give the UTC offset',
    ),
    "year_out_of_range": Text(
        "året i «{value}» er utenfor 1990–2100; rett det",
        "året i «{value}» er utanfor 1990–2100; rett det",
        'the year in "{value}" is outside 1990–2100; correct it',
    ),
    "decided_before_received": Text(
        "vedtaket «{value}» er datert før søknaden kom inn ({received}); rett en av datoene",
        "vedtaket «{value}» er datert før søknaden kom inn ({received}); rett ein av datoane",
        'the decision "{value}" is dated before the application came in ({received}); correct one of the dates',
    ),
    "clock_time_lost": Text(
        "klokkeslettet i «{value}» er midnatt og er trolig gått tapt; dagen gjelder",
        "klokkeslettet i «{value}» er midnatt og er truleg gått tapt; dagen gjeld",
        'the clock time in "{value}" is midnight and was probably lost; the day holds',
    ),
    "clock_time_absent": Text(
        "«{value}» har ikke klokkeslett; dagen gjelder",
        "«{value}» har ikkje klokkeslett; dagen gjeld",
        '"{value}" has no clock time; the day holds',
    ),
    "doubled_time": Text(
        "klokkeslettet i «{value}» fantes to ganger da sommertiden tok slutt; den første er brukt",
        "klokkeslettet i «{value}» fanst to gonger da sommartida tok slutt; den første er brukt",
        'the clock time in "{value}" came twice when summer time ended; the first one was used',
    ),
    "other_day_in_oslo": Text(
        "«{value}» er {day} i norsk tid, og den dagen gjelder",
        "«{value}» er {day} i norsk tid, og den dagen gjeld",
        '"{value}" is {day} in Norwegian time, and that day holds',
    ),
    "second_fraction_cut": Text(
        "brøkdelen av sekundet i «{value}» er lest til mikrosekundet",
        "brøkdelen av sekundet i «{value}» er lesen til mikrosekundet",
        'the fraction of a second in "{value}" was read to the microsecond',
    ),
}

TEXTS = _FILE | _ROW | _CELL | _AMOUNT | _TIME
