"""Units of measure: how they are written, and the singular name each is kept under.

A table line reads "name: surface, surface"; a name with a slash is a rate ("mile/hour"). Surfaces
are folded to lower case, hyphens count as spaces; abbreviations keep their case.
"""

from __future__ import annotations

from broadsheet.text.listings import read_lists
from broadsheet.text.quantity_lexicon import LEXICON

_WORDS = """
%: percent, per cent, pct, prozent, pour cent, por ciento, percents, vom hundert
percentage point: percentage points, percentage point, pp, ppt, ppts, prozentpunkte,
    prozentpunkten, prozentpunkt, points de pourcentage, point de pourcentage, puntos
    porcentuales, punto porcentual
basis point: basis points, basis point, bps, bp, basispunkte, basispunkten, points de base, puntos
    básicos
permille: per mille, promille
second: seconds, second, secs, sec, sekunden, sekunde, secondes, seconde, segundos, segundo
millisecond: milliseconds, millisecond, msec
minute: minutes, minute, mins, min, minuten, minutos, minuto
hour: hours, hour, hrs, hr, stunden, stunde, heures, heure, horas, hora
day: days, day, tage, tagen, tag, jours, jour, días, día
night: nights, night, nächte, nuits, noches
week: weeks, week, wks, wochen, woche, semaines, semaine, semanas, semana
month: months, month, monate, monaten, monat, mois, meses, mes
quarter: quarters, quartale, quartalen, trimestres
year: years, year, yrs, yr, jahre, jahren, jahr, ans, années, años, año
decade: decades, decade, jahrzehnte, jahrzehnten, décennies, décadas
century: centuries, century, jahrhunderte, siècles, siglos
year of age: year old, years old, year olds, yr old, jahre alt, years of age, ans d'âge
kilometre: kilometres, kilometers, kilometre, kilometer, kilometern, kms, kilomètres, kilomètre,
    kilómetros, kilómetro
metre: metres, meters, metre, meter, metern, mètres, mètre, metros, metro
centimetre: centimetres, centimeters, centimetre, centimeter, zentimeter, centimètres, centímetros
millimetre: millimetres, millimeters, millimetre, millimeter, millimètres, milímetros
micrometre: micrometres, micrometers, micrometre, micrometer, microns, micron, mikrometer
nanometre: nanometres, nanometers, nanometre, nanometer
mile: miles, mile, meilen, meile
nautical mile: nautical miles, nautical mile, seemeilen, milles marins, millas náuticas
yard: yards, yard, yds
foot: feet, foot, ft, fuß
inch: inches, inch
light-year: light years, light year, lichtjahre
square kilometre: square kilometres, square kilometers, square kilometre, square kilometer, sq km,
    quadratkilometer, quadratkilometern, kilomètres carrés, kilómetros cuadrados
square metre: square metres, square meters, square metre, square meter, sq m, sqm, sq metres, sq
    meters, quadratmeter, quadratmetern, mètres carrés, metros cuadrados
square foot: square feet, square foot, sq ft, sqft, sq feet
square mile: square miles, square mile, sq miles, sq mi
square inch: square inches, square inch
hectare: hectares, hectare, hektar, hectáreas
acre: acres, acre
cubic metre: cubic metres, cubic meters, cubic metre, cubic meter, kubikmeter, kubikmetern, mètres
    cubes, metros cúbicos
cubic foot: cubic feet, cubic foot, cu ft
cubic centimetre: cubic centimetres, cubic centimeters
cubic inch: cubic inches, cubic inch
litre: litres, liters, litre, liter, litern, ltr, litros, litro
millilitre: millilitres, milliliters, millilitre, milliliter
hectolitre: hectolitres, hectoliters, hektoliter
gallon: gallons, gallon, gal, gallonen
pint: pints, pint
quart: quarts, quart
fluid ounce: fluid ounces, fluid ounce, fl oz
barrel of oil equivalent: barrels of oil equivalent, boe
barrel: barrels, barrel, bbl, bbls, fass, barils, barriles
bushel: bushels, bushel
kilogram: kilograms, kilogrammes, kilogram, kilogramme, kilos, kilo, kilogramm, kilogrammes
gram: grams, grammes, gram, gramme, gramm, gramos
milligram: milligrams, milligrammes, milligram, milligramm
microgram: micrograms, microgram, mcg
ton: tons, ton, short tons, long tons, short ton
metric ton: tonnes, tonne, metric tons, metric tonnes, metric ton, metric tonne, tonnen,
    toneladas, tonelada
deadweight ton: deadweight tons, deadweight tonnes, dwt
gross ton: gross tons, gross tonnes
pound: pounds, lbs, lb
ounce: ounces, ounce, oz
troy ounce: troy ounces, troy ounce
stone: stones
carat: carats, carat, karat
kilowatt-hour: kilowatt hours, kilowatt hour, kilowattstunden, kilowattstunde, kilowattheures,
    kilovatios hora
megawatt-hour: megawatt hours, megawatt hour, megawattstunden, megawattstunde, mégawattheures
gigawatt-hour: gigawatt hours, gigawatt hour, gigawattstunden, gigawattstunde
terawatt-hour: terawatt hours, terawatt hour, terawattstunden, terawattstunde
watt-hour: watt hours, watt hour, wattstunden
watt: watts, watt
kilowatt: kilowatts, kilowatt
megawatt: megawatts, megawatt
gigawatt: gigawatts, gigawatt
terawatt: terawatts, terawatt
megawatt-peak: megawatt peak
joule: joules, joule
kilojoule: kilojoules, kilojoule
megajoule: megajoules, megajoule
calorie: calories, calorie, kalorien
kilocalorie: kilocalories, kilocalorie
british thermal unit: british thermal units, btu, btus
volt: volts, volt
kilovolt: kilovolts, kilovolt
ampere: amps, amp, amperes, ampere
ampere-hour: amp hours, amp hour, ampere hours
ohm: ohms, ohm
farad: farads, farad
hertz: hertz
kilohertz: kilohertz
megahertz: megahertz
gigahertz: gigahertz
horsepower: horsepower, hp, bhp, metric horsepower
pound-foot: pound feet, pound foot, lb ft, pound feet of torque
foot-pound: foot pounds, foot pound, ft lb, ft lbs
newton: newtons, newton
newton metre: newton metres, newton meters, newton metre, newton meter
pascal: pascals, pascal
bar: bars of pressure
kilopound/square inch: ksi
pound/square inch: psi, pounds per square inch
celsius: degrees celsius, degree celsius, degrees centigrade, degree centigrade, grad celsius, deg
    c, degs c, degrees c, degree c, degc, degrés celsius, grados celsius, celsius
fahrenheit: degrees fahrenheit, degree fahrenheit, deg f, degrees f, degree f, degf, grad
    fahrenheit, fahrenheit
kelvin: kelvins, kelvin
degree: degrees, degree, deg, grad, degrés, grados
kilometre/hour: kph, kmh, km h, kilometres per hour, kilometers per hour, stundenkilometer, km hr
mile/hour: mph, m.p.h.
mile/gallon: mpg, m.p.g.
knot: knots, knot, knoten, nœuds, nudos
revolution/minute: rpm, r.p.m., revs per minute
beat/minute: bpm
frame/second: fps
metre/second: metres per second, meters per second
kilobyte: kilobytes, kilobyte
megabyte: megabytes, megabyte, meg
gigabyte: gigabytes, gigabyte, gig, gigs
terabyte: terabytes, terabyte
petabyte: petabytes, petabyte
byte: bytes
bit: bits
megabit/second: megabits per second
gigabit/second: gigabits per second
megapixel: megapixels, megapixel
pixel: pixels, pixel
decibel: decibels, decibel
lumen: lumens
part/million: ppm, parts per million
part/billion: ppb, parts per billion
container unit: teu, teus, twenty foot equivalent units
time: times, mal, fois, veces, fold
cent: cents, eurocent, eurocents, centimes, centime, centavos
penny: pence, penny
sen: sen
"""

_ABBREVIATIONS = """
%: %, ％, pc, p.c.
permille: ‰
kilometre: km, KM, Km
metre: m, mtr
centimetre: cm
millimetre: mm
micrometre: µm, μm, um
nanometre: nm
mile: mi
nautical mile: nmi, NM
yard: yd
foot: ft, ′
inch: in, ″, in.
square kilometre: km², km2, sqkm
square metre: m², m2
cubic metre: m³, m3, cbm
cubic centimetre: cm³, cm3, cc
square centimetre: cm², cm2
hectare: ha
litre: l, L
millilitre: ml, mL
centilitre: cl
hectolitre: hl
kilogram: kg, KG, Kg
gram: g
milligram: mg
microgram: µg, μg
metric ton: t, Mt.
million metric tons: Mtpa
pound: lbs., lb.
second: s
millisecond: ms
hour: h
minute: min.
week: wk
kilowatt-hour: kWh, KWh, kwh, KWH, kW h
megawatt-hour: MWh, mwh, Mwh, MWH
gigawatt-hour: GWh, gwh, Gwh, GWH
terawatt-hour: TWh, Twh, TWH
watt-hour: Wh
watt: W, w
kilowatt: kW, KW, kw, Kw
megawatt: MW, mw, Mw
gigawatt: GW, gw, Gw
terawatt: TW
kilowatt-peak: kWp
megawatt-peak: MWp
gigawatt-peak: GWp
joule: J
kilojoule: kJ
megajoule: MJ
gigajoule: GJ
petajoule: PJ
kilocalorie: kcal
volt: V
kilovolt: kV
millivolt: mV
ampere: A
milliampere: mA
milliampere-hour: mAh
ampere-hour: Ah
ohm: Ω, Ω
farad: F
hertz: Hz, HZ, hz
kilohertz: kHz, KHz
megahertz: MHz, Mhz, MHZ
gigahertz: GHz, Ghz, GHZ
terahertz: THz
horsepower: HP, PS, ps, ch, CV
newton metre: Nm, N m, N·m, Nm.
kilonewton: kN
pascal: Pa
hectopascal: hPa
kilopascal: kPa
megapascal: MPa
bar: bar
celsius: °C, ° C, ºC, C, ℃
fahrenheit: °F, ° F, ºF, ℉
kelvin: K
degree: °, º
kilometre/hour: km/h, kmh, kph, km/hr, Km/h
mile/hour: mph, MPH
metre/second: m/s
kilobyte: KB, kB
megabyte: MB
gigabyte: GB, Gb
terabyte: TB
petabyte: PB
bit: b
kilobit/second: kbps, Kbps, kbit/s, kb/s
megabit/second: Mbps, mbps, Mbit/s, Mb/s
gigabit/second: Gbps, gbps, Gbit/s, Gb/s
megapixel: MP
frame/second: fps, FPS
decibel: dB, db
lumen: lm
penny: p
year: a, yo
basis point: bps, bp
percentage point: pp, ppt, pts.
mole: mol
million barrels/day: mb/d
barrel/day: bpd, b/d
troy ounce: ozt
carat: ct
inch: "
"""

# Abbreviations that are other words as often: read only when they touch the digits.
GLUED_ONLY = LEXICON["glued_only"]


def _table(text: str) -> dict[str, tuple[str, str | None]]:
    table: dict[str, tuple[str, str | None]] = {}
    for name, surfaces in read_lists(text, separator=",").items():
        unit, _, per = name.partition("/")
        table.update((surface, (unit, per or None)) for surface in surfaces)
    return table


UNIT_WORDS = _table(_WORDS)
UNIT_SIGNS = _table(_ABBREVIATIONS)
UNIT_STARTS = frozenset(surface.split()[0] for surface in UNIT_WORDS)
SIGN_STARTS = frozenset(surface[:1] for surface in UNIT_SIGNS)
TIME_UNITS = LEXICON["time_units"]

# What can follow "a" or "an" to make a rate ("$3 a barrel"), besides the units of measure.
RATE_NOUNS = LEXICON["rate_nouns"]
