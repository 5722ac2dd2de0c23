"""What a JSP sets up itself."""
