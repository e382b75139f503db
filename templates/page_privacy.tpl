{{%AUTOESCAPE context="HTML"}}<div class="govuk-width-container sp-wrap">
<h1 class="sp-h1">Privacy notice</h1>
<p class="sp-lead">This notice is about {{PLACE}}, which {{SITE_NAME}} runs for {{READERS}}.</p>
<div class="sp-text">
<p class="govuk-body">{{SITE_NAME}} is responsible for what this website does with information about you. {{#OPEN_TO_ALL}}You do not need an account, and we do not ask who you are.{{/OPEN_TO_ALL}}{{#OPEN_TO_STAFF}}There are no accounts, and the website does not ask who you are.{{/OPEN_TO_STAFF}}</p>
<h2 class="sp-h2" id="kept">What we keep</h2>
{{#KEEPS_NOTHING}}<p class="govuk-body">This website keeps nothing of what you search for or read.</p>
{{/KEEPS_NOTHING}}{{#KEEPS}}<p class="govuk-body">When a search finds nothing or little we keep its words, the day and how many pages it found, to learn which pages are missing. We do not keep who searched, or at what time.</p>
<ul class="govuk-list govuk-list--bullet">
<li>Before we keep them, a program takes out what looks like personal details, such as phone numbers, email addresses, full postcodes, National Insurance and NHS numbers, and card and account numbers.</li>
<li>Words that fewer than {{OCCASIONS}} people searched for are shown to nobody and deleted after {{DAYS}} days.</li>
<li>The rest is deleted after {{MONTHS}} months.</li>
</ul>
{{#ASKS}}<p class="govuk-body">When you tell us if a page is useful we keep your answer, what you write and the day, with the name of the page. We do not keep who wrote it. The same program takes out what looks like personal details. It cannot tell names and streets from other words, so please leave them out. Our staff read what you write. We delete it after {{MONTHS}} months.</p>
{{/ASKS}}<p class="govuk-body">So that each person counts once a day, we use your internet address and the name of your browser to work out a code. The code is in the memory of our computer only. We never write it down. At the end of the day the secret that made it is thrown away, so that nobody can tell later who it was.{{#ASKS}} We also use your internet address in memory to stop anyone sending very many answers.{{/ASKS}}</p>
{{/KEEPS}}<h2 class="sp-h2" id="not-kept">What we do not do</h2>
<ul class="govuk-list govuk-list--bullet">
<li>We do not use cookies, and we store nothing on your device but copies of pages that your browser may keep to show them faster.{{#OPEN_TO_ALL}} If you choose to hide a notice, your browser remembers which one. It does not tell us.{{/OPEN_TO_ALL}}</li>
<li>We do not use analytics, advertising or tracking, and no page loads anything from another website.</li>
<li>The records that this website writes of how it runs have no words that you typed and no internet addresses.</li>
{{#AREAS}}<li>When you enter a postcode to find out who does what where you live, we use it to answer you and do not keep it. The address of the page that answers has the name of an area in it and never your postcode.</li>
{{/AREAS}}<li>We do not sell what we keep, and we make no decisions about you from it.</li>
</ul>
<p class="govuk-body">What you search for is part of the address of the results page. Your browser may keep it in its history. The network that connects you to this website may record your internet address.</p>
<p class="govuk-body">Links lead to other websites, which have privacy notices of their own. Each online form that you fill in there says what it is for.</p>
{{#KEEPS}}<h2 class="sp-h2" id="why">Why we may</h2>
<p class="govuk-body">We do not want personal information from searches{{#ASKS}} or answers{{/ASKS}}. If there is some in spite of this, we handle it because we need to for a task in the public interest, which is to give people the right information. This is article 6(1)(e) of the UK General Data Protection Regulation (UK GDPR).</p>
{{/KEEPS}}<h2 class="sp-h2" id="rights">Your rights</h2>
<p class="govuk-body">You can ask us what information we have about you. You can ask us for a copy, to put it right, to delete it, to use it less, or to stop using it. As this website does not know who you are, we usually cannot find what you yourself typed here. If you tell us the words and the day, we can look for them and delete them.</p>
<h2 class="sp-h2" id="contact">Whom to ask</h2>
<ul class="govuk-list govuk-list--bullet">
{{#WHO}}<li>Ask for: {{WHO_TEXT}}</li>
{{/WHO}}{{#EMAIL}}<li>Email: {{>EMAIL_LINK}}</li>
{{/EMAIL}}{{#PHONE}}<li>Call: {{>PHONE_LINK}}</li>
{{/PHONE}}{{#POST}}<li>Visit or write: {{POST_TEXT}}</li>
{{/POST}}{{#NOTICE}}<li><a class="govuk-link" href="{{NOTICE_URL}}">The council’s own privacy notice</a>, about all its services</li>
{{/NOTICE}}<li><a class="govuk-link" href="https://ico.org.uk/make-a-complaint/">The Information Commissioner’s Office</a>, if you are not happy with our answer. You can also call them: <a class="govuk-link" href="tel:03031231113">0303 123 1113</a></li>
</ul>
</div>
</div>
