{{%AUTOESCAPE context="XML"}}<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
{{#PLACE}}<url><loc>{{PLACE_URL}}</loc>{{#MODIFIED}}<lastmod>{{MODIFIED_DATE}}</lastmod>{{/MODIFIED}}</url>
{{/PLACE}}</urlset>
