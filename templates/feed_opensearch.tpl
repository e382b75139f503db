{{%AUTOESCAPE context="XML"}}<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>{{SHORT_NAME}}</ShortName>
<Description>{{DESCRIPTION}}</Description>
<InputEncoding>UTF-8</InputEncoding>
<Url type="text/html" method="get" template="{{SEARCH_URL}}"/>
</OpenSearchDescription>
