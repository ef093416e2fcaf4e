"""How right the reading is (读数的准确率): what the engine finds against what a careful reader found.

Pure Python, like the engine it measures:

    scoring (one text's gold and finding → a score and its faults) ► sets (the annotated texts kept) ► record (the file)
"""
