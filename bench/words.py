# SPDX-License-Identifier: GPL-2.0-or-later
"""Words and sentences of a council, for bench/corpus.py.

Each list stands in the order of how often its words are used: the first are in
half of the documents.  A sentence has slots {list}; {name} is a word of the
tail (a street, a village, a surname, a firm), of which a larger base has
more."""

thing = """council tax|bin|blue badge|parking permit|recycling|housing benefit|
garden waste|planning application|school place|missed collection|
birth certificate|bus pass|street light|pothole|council house|noise complaint|
licence|library card|food hygiene rating|building notice|business rates|
bulky waste collection|discount|repair|fine|penalty charge notice|
single person discount|tenancy|disabled facilities grant|dropped kerb|
polling card|marriage certificate|free school meals|skip permit|
resident permit|dog licence|taxi licence|premises licence|allotment|
burial plot|sports pitch|fly-tipping report|abandoned vehicle|graffiti report|
tree preservation order|listed building|boundary dispute|drain|rat problem|
wasp nest|damp problem|home adaptation|care assessment|carer's allowance|
meals service|community alarm|crisis payment|discretionary payment|
rent account|rent arrears plan|mutual exchange|right to buy claim|
homeless application|hostel bed|temporary accommodation|landlord licence|
gas safety check|boiler|fence|gutter|window|smoke alarm|lift|door entry system|
garage|estate inspection|leasehold charge|service charge|ground rent|
tenant panel|electoral register entry|postal vote|proxy vote|
councillor surgery|petition|public question|freedom of information request|
data request|complaint|compliment|ombudsman referral|safeguarding concern|
foster placement|adoption enquiry|nursery place|childcare voucher|holiday club|
youth club|school transport|school appeal|admission form|attendance notice|
exclusion|special needs plan|museum visit|archive search|local history tour|
swimming lesson|gym membership|football pitch|park event|playground|bench|
memorial tree|hanging basket|flower bed|grass verge|hedge|footpath|bridleway|
cycle lane|bus shelter|bus stop|road closure|traffic order|speed hump|
yellow line|loading bay|car park|season ticket|charging point|gritting route|
salt bin|flood warning|sandbag|river level|sea wall|coastal path|beach hut|
mooring|harbour due|market stall|street trading consent|busking permit|
charity collection|lottery registration|gambling permit|scrap metal licence|
tattoo registration|animal boarding licence|pet shop licence|zoo licence|
caravan site licence|mobile home pitch|pavement licence|film permit|
firework permit|temporary event notice|table and chairs permit|food sample|
allergen query|pest treatment|stray dog|dead animal|contaminated land record|
air quality reading|smoke nuisance|bonfire|asbestos sheet|private water supply|
septic tank|sewer|land charge search|street name|house number|
conservation area|article 4 direction|enforcement notice|
pre-application meeting|site visit|appeal|viability study|local plan|
neighbourhood plan|community levy|section 106 agreement|business grant|
start-up loan|empty shop|market town fund|apprenticeship|job vacancy|
volunteer role|pension|payslip|invoice|purchase order|tender|contract|
supplier form|insurance claim|trip hazard|subsidence|legal search|deputyship|
funeral|cremation|ashes|exhumation|grave deed|headstone permit|woodland burial|
citizenship ceremony|civil partnership|naming ceremony|death certificate|
stillbirth record|coroner's report"""

act = """apply for|pay for|report|renew|cancel|change|check|ask about|book|
appeal against|find|replace|return|collect|order|register|challenge|claim|
query|transfer|set up|dispute|share|confirm|track|reduce|extend|upload|correct|
withdraw|reopen|suspend|print|object to|comment on|sign|inspect|move|sell|
inherit"""

who = """residents|customers|tenants|households|landlords|parents|carers|
pensioners|students|businesses|visitors|applicants|neighbours|families|drivers|
charities|leaseholders|disabled people|young people|care leavers|veterans|
refugees|traders|builders|agents|homeowners|owners|lodgers|apprentices|
governors|councillors|volunteers|contractors|farmers|licensees|witnesses|
executors|guardians|foster carers|ratepayers"""

team = """customer services|revenues|housing|planning|environmental health|
benefits|highways|licensing|parking services|the contact centre|social care|
registrars|democratic services|building control|the waste crew|legal services|
leisure|the library|finance|the duty officer|community safety|the depot|
street scene|education|the arboricultural officer|the valuer|conservation|
emergency planning|the monitoring officer|procurement"""

place = """online|at the town hall|by phone|in writing|in person|
at the library|by email|at the depot|from home|on the website|
at the community hub|at the recycling centre|at reception|through the portal|
at the housing office|at the leisure centre|at the register office|by post|
at the court|at the job centre"""

when = """within ten working days|by the end of the month|before 1 April|
at once|within 28 days|once a year|every fortnight|on the same day|
after six weeks|within two working days|before the hearing|in the first week|
at weekends|during the winter|between May and October|every quarter|
on a bank holiday|before midnight|within three months|
from the date of the letter"""

quality = """new|full|local|current|late|free|written|valid|safe|private|
shared|empty|lost|damaged|joint|temporary|weekly|urgent|reduced|second|
commercial|domestic|vacant|rural|protected|outstanding|emergency|seasonal|
historic|disputed|electronic|partial|provisional|overdue|stolen|retired|
medical|interim|conditional|hazardous|discretionary|statutory|exempt|
refundable|elderly|communal|furnished|unfurnished|derelict|reasonable"""

proof = """proof of address|photograph|passport|reference number|
bank statement|driving licence|tenancy agreement|payslip|medical letter|
account number|site plan|floor plan|birth certificate|insurance certificate|
utility bill|signed form|national insurance letter|benefit letter|
vehicle log book|risk assessment|method statement|ownership certificate|
consent form|court order|power of attorney|deed|receipt|quotation|
school letter|visa"""

event = """they have moved|the bill is wrong|the crew did not come|
the form was sent back|a payment failed|somebody has died|
the property is empty|there is a danger to the public|
the account is in arrears|the badge has expired|they cannot use the website|
a neighbour objects|work has already started|the customer is upset|
a baby is due|the tenancy has ended|water is coming in|the lock is broken|
the road is blocked|the income has changed|they live outside the district|
an interpreter is needed|the letter never came|the vehicle was sold|
a child is at risk"""

sentences = """You can {act} a {thing} {place}.
{who} must send a {proof} {when}.
If {event}, ask {team} to {act} the {thing}.
The {quality} {thing} is free for {who} in {name}.
{team} will reply {when}.
We do not charge {who} for a {quality} {thing}.
Tell the customer that a {thing} takes longer when {event}.
{who} who live near {name} can {act} a {thing} {place}.
Keep the {proof} and the {proof} until {team} has written back.
When {event}, do not {act} the {thing}: speak to {team} first.
A {quality} {thing} can only be given {when}.
The {thing} costs more in {name} and {name} than elsewhere.
You need a {proof}, a {proof} and a {quality} {proof}.
{team} and {team} look at each {thing} together.
To {act} a {thing}, give the name, the address and a {proof}.
Most {who} in {name} hear from us {when}.
The {quality} {thing} for {name} is looked after by {team}.
Nobody has to {act} a {thing} {place} if {event}.
Ask whether {event}, and whether {event}.
{name} and {name} have a {quality} {thing} of their own.
This does not apply to {who}, who {act} their {thing} {place}.
If the {thing} is {quality}, it can be sent back {when}.
We can {act} a {thing} for {who} when {event}.
{team} checks every {proof} and keeps it for six years.
The law gives {who} the right to {act} a {quality} {thing}.
Read the {proof} with care: the {thing} may belong to {name}.
Visits to {name} are made {when}, and {who} need not be at home.
A refund of the {thing} is paid {when} if {event}.
Say who pays for the {thing}: {who} or {team}.
You may {act} the {thing} again {when}.
The office in {name} Road, {name}, opens at nine.
Ask for the {team} desk of {name} and {name} if {event}.
The van calls at {name}, {name}, {name} and {name}.
{name} Lane and {name} Close are in {name}, not in {name}.
Papers of {name} against {name} are kept {place}."""

headings = """How to {act} a {thing}
Who can {act} a {thing}
What it costs {who}
What {who} need
When {event}
After you {act} a {thing}
What {team} does next
Help in {name}
If the {thing} is {quality}
Rules for {who}
Contact {team}
Ways to pay for a {thing}"""

titles = """{act} a {thing}
{act} a {thing} in {name}
{act} a {quality} {thing}
{quality} {thing}: help for {who}
Ask {team} about a {thing}
{thing} for {who} in {name}"""

# A name of the tail: start, end, and a middle when the ends run out.
name_starts = """Har Mar Wen Nor Sut East West Ald Bram Carl Dun Elm Fen Glen
Hol Ing Kel Lan Mel Nun Oak Pel Quor Rad Sal Thorn Ul Var Wal Yar Ash Bec Cot
Der Ever Ford Gam Hun Ivy Jar Kirk Lin Mos New Ot Pen Raw Scar Tan Up Vic Wig
Wool York Ab Bish Cran Dray Eck Flax Grim Hep""".split()
name_ends = """ton ley combe worth ford bury field by ham wick thorpe dale stead
wood mere bridge brook church den don gate grove hurst ingham land low marsh
minster mouth ness over pool port ridge shaw side stoke stow view wade well
more gill holme keld scough""".split()
name_middles = "en er ing el ar in or ow am ess it ol und ack ett ibb".split()
