{{%AUTOESCAPE context="HTML"}}<div class="govuk-width-container sp-wrap">
<h1 class="sp-h1">{{ERROR_TITLE}}</h1>
{{#DETAIL}}<p class="govuk-body-l">{{DETAIL_TEXT}}</p>
{{/DETAIL}}{{#LOST}}<p class="govuk-body">If you typed the address, check that it is right. If you followed a link, the page may have moved.</p>
{{/LOST}}{{>SEARCH}}
<ul class="govuk-list govuk-list--bullet sp-ways">
<li><a class="govuk-link" href="/">Go to the home page</a></li>
<li><a class="govuk-link" href="/services">Look through the services</a></li>
{{#CALL}}<li>Call us: {{>CALL_LINK}}</li>
{{/CALL}}</ul>
</div>
