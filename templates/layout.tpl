{{%AUTOESCAPE context="HTML"}}<!DOCTYPE html>
<html lang="{{SITE_LANG}}">
<head>
<meta charset="utf-8">
<title>{{HEAD_TITLE}}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
{{#DESCRIPTION}}<meta name="description" content="{{DESCRIPTION_TEXT}}">
{{/DESCRIPTION}}{{#NOINDEX}}<meta name="robots" content="noindex">
{{/NOINDEX}}{{#CANONICAL}}<link rel="canonical" href="{{CANONICAL_URL}}">
{{/CANONICAL}}{{#STYLE}}<link rel="stylesheet" href="{{STYLE_URL}}">
{{/STYLE}}{{#ICON}}<link rel="icon" type="image/svg+xml" href="{{ICON_URL}}">
{{/ICON}}{{#SERVED}}<link rel="search" type="application/opensearchdescription+xml" title="{{SITE_NAME}}" href="/opensearch.xml">
{{/SERVED}}{{#FEED}}<link rel="alternate" type="application/atom+xml" title="{{SITE_NAME}}" href="/feed.atom">
{{/FEED}}{{#MODULE}}<script type="module" src="{{MODULE_URL}}"></script>
{{/MODULE}}{{#SCRIPT}}<script defer src="{{SCRIPT_URL}}"></script>
{{/SCRIPT}}{{>JSON_LD}}</head>
<body class="sp-site {{SITE_CLASS}}">
<a href="#page_main" class="sp-skip">Skip to main content</a>
{{>HEADER}}
{{#COPY}}<section class="sp-copy" aria-label="About this copy">
<p class="govuk-width-container sp-copy__text">{{COPY_TEXT}}</p>
</section>
{{/COPY}}{{#ALERT}}<aside class="sp-alert" aria-label="Emergency notice">
<div class="govuk-width-container">
<p class="sp-alert__text"><strong>Emergency: {{ALERT_TITLE}}.</strong> {{ALERT_SUMMARY}} <a class="sp-alert__link" href="{{ALERT_URL}}">Read what to do<span class="govuk-visually-hidden"> about {{ALERT_TITLE}}</span></a></p>
</div>
</aside>
{{/ALERT}}<main id="page_main" class="sp-main" tabindex="-1"{{#MAIN_LANG}} lang="{{MAIN_LANG_TAG}}"{{/MAIN_LANG}}>
{{#CRUMBS}}<nav class="govuk-width-container sp-crumbs" aria-label="Breadcrumb">
<ol class="sp-crumbs__list">
{{#CRUMB}}<li class="sp-crumbs__item"><a class="sp-crumbs__link" href="{{CRUMB_URL}}">{{CRUMB_LABEL}}</a></li>
{{/CRUMB}}</ol>
{{#EXIT}}<a class="sp-exit" id="quick_exit" href="https://www.bbc.co.uk/weather" rel="nofollow noreferrer">Leave this site quickly</a>
{{/EXIT}}</nav>
{{/CRUMBS}}{{>BODY}}
</main>
{{>FOOTER}}
</body>
</html>
