{{%AUTOESCAPE context="XML"}}<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{{SITE_LANG}}">
<id>{{FEED_URL}}</id>
<title>{{SITE_NAME}}</title>
<updated>{{FEED_UPDATED}}</updated>
<author><name>{{SITE_NAME}}</name></author>
<link rel="self" href="{{FEED_URL}}"/>
<link rel="alternate" href="{{HOME_URL}}"/>
{{#ENTRY}}<entry>
<id>{{ENTRY_ID}}</id>
<title>{{ENTRY_TITLE}}</title>
<updated>{{ENTRY_UPDATED}}</updated>
<link rel="alternate" href="{{ENTRY_URL}}"/>
<summary>{{ENTRY_SUMMARY}}</summary>
</entry>
{{/ENTRY}}</feed>
