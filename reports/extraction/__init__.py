"""The engine: a report's text and the catalogue in, findings with their exact places out.

Pure Python: no Django, no database, no settings. The way of a figure through the engine:

    documents → normalise → outline → quantities → matching → problems → audit
"""
