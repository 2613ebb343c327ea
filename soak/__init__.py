"""Workers killed at random moments while deadlines fall due: is each reminder sent, and none twice?"""
