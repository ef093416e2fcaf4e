"""Made-up reports of the genre, to try the dashboard with many bureaus and years: texts only, seeded, never real.

vocabulary (what can be said) ► cast (who) ► figures (how much) ► story (what is wrong and promised) ► writing

Pure Python. What it writes goes through the same intake as any report and is marked there as made up (合成).
"""
