"""What does an archive say of its own articles? Asked of all its members before any is read.

An archive gives what the same files give in a folder: names of authors stand in files of their
own, which may come after the articles, and a folder's name is a topic only as all folders are.
"""

from typing import Final

from searcher.corpus.archives.containers import Member, members
from searcher.corpus.surroundings.hints import NONE, Folders, Hints
from searcher.corpus.surroundings.listings import Listings, Lists
from searcher.corpus.surroundings.people import Gathering, People
from searcher.corpus.walk import CorpusFile

# Bytes of all files of one archive that name authors, and of their names: some 100,000 authors.
# They are held in memory, and a small archive may hold any number of them.
MAX_NAMING: Final = 32 << 20


def survey(
    file: CorpusFile, *, max_unpacked: int, folder_hints: bool
) -> tuple[People, Hints, Listings]:
    """Give the authors that members name, the hints of folders, and the posts that are listed.

    Passes over the whole archive, within the limits of reading it; a file that is only compressed
    costs its first bytes. What is refused says nothing, and what breaks off ends the survey: the
    reading reports both.
    """
    people, folders, lists = Gathering(MAX_NAMING), Folders(), Lists(MAX_NAMING)
    try:
        for member in members(file, max_unpacked=max_unpacked):
            if isinstance(member, Member) and member.archive:
                people.see(member)
                lists.see(member)
                folders.see(member)
    except OSError:
        pass
    hints = folders.hints() if folder_hints else NONE
    return people.people(), hints, lists.listings()
