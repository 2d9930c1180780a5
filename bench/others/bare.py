"""WeasyPrint alone: its import, layout and writing of a file of HTML, as a plain script does it.

python bare.py PRINT.html OUT.pdf
"""

import sys
from pathlib import Path

from weasyprint import HTML

# Tagged, as ours is: the variant decides how much WeasyPrint writes.
HTML(string=Path(sys.argv[1]).read_text(encoding="utf-8")).write_pdf(sys.argv[2], pdf_variant="pdf/a-3a")
