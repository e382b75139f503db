{{%AUTOESCAPE context="HTML"}}<div class="govuk-width-container sp-wrap">
<h1 class="sp-h1">Accessibility statement</h1>
<p class="sp-lead">This statement is about {{PLACE}}, which {{SITE_NAME}} runs for {{READERS}}.</p>
<div class="sp-text">
<p class="govuk-body">We want as many people as possible to be able to use it. You should be able to:</p>
<ul class="govuk-list govuk-list--bullet">
<li>zoom in up to 400% without the text going off the screen</li>
<li>use every page with a keyboard alone</li>
<li>listen to every page with a screen reader</li>
<li>change colours, contrast and fonts in your browser or on your device</li>
<li>use every page with scripts turned off</li>
</ul>
<p class="govuk-body">We also keep the text as simple as we can. <a class="govuk-link" href="https://mcmw.abilitynet.org.uk/">AbilityNet</a> has advice on making your device easier to use if you have a disability.</p>
<h2 class="sp-h2" id="compliance">How accessible this website is</h2>
<p class="govuk-body">{{SITE_NAME}} is committed to making its websites accessible, in accordance with the Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018.</p>
<p class="govuk-body">{{#FULL}}This website is fully compliant with the <a class="govuk-link" href="https://www.w3.org/TR/WCAG22/">Web Content Accessibility Guidelines version 2.2</a> AA standard.{{/FULL}}{{#PARTIAL}}This website is partially compliant with the <a class="govuk-link" href="https://www.w3.org/TR/WCAG22/">Web Content Accessibility Guidelines version 2.2</a> AA standard{{#BECAUSE}}, because of what is listed below{{/BECAUSE}}{{#MOSTLY}}: it meets most of it, but we cannot say so of every page{{/MOSTLY}}.{{/PARTIAL}}{{#NOT}}This website is not compliant with the <a class="govuk-link" href="https://www.w3.org/TR/WCAG22/">Web Content Accessibility Guidelines version 2.2</a> AA standard{{#BECAUSE}}, because of what is listed below{{/BECAUSE}}.{{/NOT}}{{#UNTESTED}}This website is not compliant with the <a class="govuk-link" href="https://www.w3.org/TR/WCAG22/">Web Content Accessibility Guidelines version 2.2</a> AA standard, because it has not been tested against it yet.{{/UNTESTED}}</p>
<h2 class="sp-h2" id="not-accessible">Content that is not accessible</h2>
{{#ISSUES}}<ul class="govuk-list govuk-list--bullet">
{{#ISSUE}}<li>{{ISSUE_TEXT}}</li>
{{/ISSUE}}</ul>
{{/ISSUES}}{{#NO_ISSUES}}<p class="govuk-body">At the moment we know of none. If you find some, tell us.</p>
{{/NO_ISSUES}}<h2 class="sp-h2" id="contact">Feedback and contact</h2>
<p class="govuk-body">Tell us if you find something hard to use, if you think that we do not meet the law, or if you need something from this website in another form: {{FORMATS}}.</p>
<ul class="govuk-list govuk-list--bullet">
{{#WHO}}<li>Ask for: {{WHO_TEXT}}</li>
{{/WHO}}{{#EMAIL}}<li>Email: {{>EMAIL_LINK}}</li>
{{/EMAIL}}{{#PHONE}}<li>Call: {{>PHONE_LINK}}</li>
{{/PHONE}}{{#TEXTPHONE}}<li>Textphone: {{>TEXTPHONE_LINK}}</li>
{{/TEXTPHONE}}{{#POST}}<li>Visit or write: {{POST_TEXT}}</li>
{{/POST}}</ul>
{{#REPLY}}<p class="govuk-body">We will reply within {{REPLY_TEXT}}.</p>
{{/REPLY}}<h2 class="sp-h2" id="enforcement">Enforcement procedure</h2>
<p class="govuk-body">The Equality and Human Rights Commission (EHRC) enforces the Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018. If you are not happy with how we answer your complaint, <a class="govuk-link" href="{{ADVICE_URL}}">contact the Equality Advisory and Support Service (EASS)</a>.</p>
<h2 class="sp-h2" id="preparation">How this statement was made</h2>
{{#PREPARED}}<p class="govuk-body">This statement was prepared on {{PREPARED_DATE}}.{{#REVIEWED}} It was last reviewed on {{REVIEWED_DATE}}.{{/REVIEWED}}</p>
{{/PREPARED}}{{#TESTED}}<p class="govuk-body">The website was last tested on {{TESTED_DATE}}{{#TESTED_BY}} by {{TESTED_BY_TEXT}}{{/TESTED_BY}}, with tools and by hand, against the WCAG 2.2 AA standard.</p>
{{/TESTED}}{{#NEVER_TESTED}}<p class="govuk-body">The website has not been tested yet.</p>
{{/NEVER_TESTED}}</div>
</div>
