"""What was made of what, so that nothing is made twice.

    program    the fingerprint of all that decides about files besides content and options
    files      files as they were made, by their bytes
    reading    the fingerprint of all that was read of a content folder
    records    what is remembered of the files of an output folder, and of the commands that made them

Two questions are asked, and bytes are the answer to both, never times:

- *Has a command anything to do?* It has not where the program, the options, each file and each folder that
  was read, and each file that was written are as they were. That is found out without loading anything.
- *Has a file to be made?* It has not where its bytes are those that were made of this same document, by this
  same program. So a change in one paper makes that paper alone.

Records are kept in the user's cache folder (`XDG_CACHE_HOME`, or ~/.cache), one file for each output folder:
what is in an output folder is there to be sent, and nobody else's word is taken for what was made. They hold
names and fingerprints. Whoever has none makes everything anew; so does who cannot keep any.
"""
