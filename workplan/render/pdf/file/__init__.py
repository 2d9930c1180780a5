"""The file: tags, form fields, attachments, and what it says of itself."""
