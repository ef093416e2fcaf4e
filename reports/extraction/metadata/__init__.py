"""Who reports, for which year, in what kind of document (元数据): from header and title down to the signature.

header (the page's frame) → titles → years → places, claims → authorship → reading (all of it)
"""

from reports.extraction.metadata.reading import read_metadata

__all__ = ["read_metadata"]
