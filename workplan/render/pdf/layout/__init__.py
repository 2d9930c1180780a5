"""How pages are filled, where WeasyPrint would lose something; `facts` are looked at on each new page."""
