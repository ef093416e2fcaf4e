"""Pairs what a bureau said in one year with what it says in another: plans with their outcome, shortcomings that recur.

Pure: sentences in, pairs with their reasons out. Everything here is the machine's pairing by shared words, to be shown
with both sentences side by side so that a reader can judge it.

likeness (how much two sentences share) ► fulfilment (a plan and the next report) · recurrence (shortcomings over years)
"""
