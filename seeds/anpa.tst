z6715-----
r z BC-NW--Ferry Returns   03-07 0102
^BC-NW--Ferry Returns,102<
^Ferry line to the islands returns after nine years<
^AP Photo NW101<
^Eds: With AP Photos.<
^By TOM ASHBY=
^Associated Press=
	   PORT ELLEN, Norway (AP) _ The ferry to the outer islands sailed again on
Monday, nine years after the last boat _ the Marlow _ was sold. 
	   ``We have waited long enough,'' said Olav Brekke.

	   AP-WF-03-07-11 1509GMT<
