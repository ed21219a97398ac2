using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Cartwright.Contracts;

/// <summary>
/// A country or territory with an officially assigned code (ISO 3166-1, 2026: 249 of them), and what its postal codes look like. There is one instance of each.
/// </summary>
public sealed class Country
{
    // Sorted by name: code, name and forms of the postal code. In a form, 9 is a digit, A a letter and X either. A star is any text. A question mark begins
    // forms of codes that addresses do without. Without a form the country has no postal codes, or few people there know theirs. Forms are those of the
    // Universal Postal Union, without spaces and dashes.
    const string Table =
        """
        AF|Afghanistan; AX|Åland Islands|99999; AL|Albania|9999; DZ|Algeria|99999; AS|American Samoa|99999/999999999; AD|Andorra|999; AO|Angola
        AI|Anguilla; AQ|Antarctica; AG|Antigua and Barbuda; AR|Argentina|9999/A9999AAA; AM|Armenia|9999/999999; AW|Aruba; AU|Australia|9999
        AT|Austria|9999; AZ|Azerbaijan|9999; BS|Bahamas; BH|Bahrain; BD|Bangladesh|9999; BB|Barbados; BY|Belarus|999999; BE|Belgium|9999; BZ|Belize
        BJ|Benin; BM|Bermuda|*; BT|Bhutan; BO|Bolivia; BA|Bosnia and Herzegovina|99999; BW|Botswana; BV|Bouvet Island; BR|Brazil|99999999
        IO|British Indian Ocean Territory|*; VG|British Virgin Islands|*; BN|Brunei|AA9999; BG|Bulgaria|9999; BF|Burkina Faso; BI|Burundi
        KH|Cambodia; CM|Cameroon; CA|Canada|A9A9A9; CV|Cape Verde; BQ|Caribbean Netherlands; KY|Cayman Islands|*; CF|Central African Republic
        TD|Chad; CL|Chile; CN|China|999999; CX|Christmas Island|9999; CC|Cocos (Keeling) Islands|9999; CO|Colombia; KM|Comoros; CG|Congo
        CD|Congo (Democratic Republic); CK|Cook Islands; CR|Costa Rica; CI|Côte d’Ivoire; HR|Croatia|99999; CU|Cuba|99999; CW|Curaçao
        CY|Cyprus|9999; CZ|Czechia|99999; DK|Denmark|9999; DJ|Djibouti; DM|Dominica; DO|Dominican Republic; EC|Ecuador; EG|Egypt; SV|El Salvador
        GQ|Equatorial Guinea; ER|Eritrea; EE|Estonia|99999; SZ|Eswatini; ET|Ethiopia; FK|Falkland Islands|*; FO|Faroe Islands|999; FJ|Fiji
        FI|Finland|99999; FR|France|99999; GF|French Guiana|99999; PF|French Polynesia|99999; TF|French Southern Territories; GA|Gabon; GM|Gambia
        GE|Georgia|9999; DE|Germany|99999; GH|Ghana; GI|Gibraltar|*; GR|Greece|99999; GL|Greenland|9999; GD|Grenada; GP|Guadeloupe|99999
        GU|Guam|99999/999999999; GT|Guatemala; GG|Guernsey|AA99AA/AA999AA; GN|Guinea; GW|Guinea-Bissau; GY|Guyana; HT|Haiti
        HM|Heard Island and McDonald Islands; HN|Honduras; HK|Hong Kong; HU|Hungary|9999; IS|Iceland|999; IN|India|999999; ID|Indonesia|99999
        IR|Iran|*; IQ|Iraq; IE|Ireland|?XXXXXXX; IM|Isle of Man|AA99AA/AA999AA; IL|Israel|99999/9999999; IT|Italy|99999; JM|Jamaica
        JP|Japan|9999999; JE|Jersey|AA99AA/AA999AA; JO|Jordan; KZ|Kazakhstan|*; KE|Kenya; KI|Kiribati; KW|Kuwait; KG|Kyrgyzstan|999999; LA|Laos
        LV|Latvia|9999; LB|Lebanon; LS|Lesotho; LR|Liberia; LY|Libya; LI|Liechtenstein|9999; LT|Lithuania|99999; LU|Luxembourg|9999; MO|Macao
        MG|Madagascar; MW|Malawi; MY|Malaysia|99999; MV|Maldives; ML|Mali; MT|Malta|*; MH|Marshall Islands|99999/999999999; MQ|Martinique|99999
        MR|Mauritania; MU|Mauritius; YT|Mayotte|99999; MX|Mexico|99999; FM|Micronesia|99999/999999999; MD|Moldova|9999; MC|Monaco|99999; MN|Mongolia
        ME|Montenegro|99999; MS|Montserrat; MA|Morocco|99999; MZ|Mozambique; MM|Myanmar; NA|Namibia; NR|Nauru; NP|Nepal; NL|Netherlands|9999AA/9999
        NC|New Caledonia|99999; NZ|New Zealand|9999; NI|Nicaragua; NE|Niger; NG|Nigeria; NU|Niue; NF|Norfolk Island|9999; KP|North Korea
        MK|North Macedonia|9999; MP|Northern Mariana Islands|99999/999999999; NO|Norway|9999; OM|Oman; PK|Pakistan|99999; PW|Palau|99999/999999999
        PS|Palestine; PA|Panama; PG|Papua New Guinea|999; PY|Paraguay; PE|Peru; PH|Philippines|9999; PN|Pitcairn|*; PL|Poland|99999
        PT|Portugal|9999999/9999; PR|Puerto Rico|99999/999999999; QA|Qatar; RE|Réunion|99999; RO|Romania|999999; RU|Russia|999999; RW|Rwanda
        BL|Saint Barthélemy|99999; SH|Saint Helena, Ascension and Tristan da Cunha|*; KN|Saint Kitts and Nevis; LC|Saint Lucia
        MF|Saint Martin (French part)|99999; PM|Saint Pierre and Miquelon|99999; VC|Saint Vincent and the Grenadines; WS|Samoa; SM|San Marino|99999
        ST|São Tomé and Príncipe; SA|Saudi Arabia|99999/999999999; SN|Senegal; RS|Serbia|99999/999999; SC|Seychelles; SL|Sierra Leone
        SG|Singapore|999999; SX|Sint Maarten (Dutch part); SK|Slovakia|99999; SI|Slovenia|9999; SB|Solomon Islands; SO|Somalia; ZA|South Africa|9999
        GS|South Georgia and the South Sandwich Islands|*; KR|South Korea|99999/999999; SS|South Sudan; ES|Spain|99999; LK|Sri Lanka|99999; SD|Sudan
        SR|Suriname; SJ|Svalbard and Jan Mayen|9999; SE|Sweden|99999; CH|Switzerland|9999; SY|Syria; TW|Taiwan|999/99999/999999; TJ|Tajikistan
        TZ|Tanzania; TH|Thailand|99999; TL|Timor-Leste; TG|Togo; TK|Tokelau; TO|Tonga; TT|Trinidad and Tobago; TN|Tunisia|9999; TR|Türkiye|99999
        TM|Turkmenistan; TC|Turks and Caicos Islands|*; TV|Tuvalu; UG|Uganda; UA|Ukraine|99999; AE|United Arab Emirates
        GB|United Kingdom|A99AA/A999AA/AA99AA/AA999AA/A9A9AA/AA9A9AA/AAA9AA; US|United States|99999/999999999
        UM|United States Minor Outlying Islands; VI|United States Virgin Islands|99999/999999999; UY|Uruguay|99999; UZ|Uzbekistan|999999; VU|Vanuatu
        VA|Vatican City|99999; VE|Venezuela; VN|Vietnam; WF|Wallis and Futuna|99999; EH|Western Sahara; YE|Yemen; ZM|Zambia; ZW|Zimbabwe
        """;

    const int PrefixMax = 3;

    static readonly FrozenDictionary<string, Country> ByCode;

    readonly string[] _forms;

    static Country()
    {
        All = [.. Table.Split([';', '\n'], StringSplitOptions.TrimEntries).Select(entry => new Country(entry.Split('|')))];
        ByCode = All.ToFrozenDictionary(country => country.Code, StringComparer.OrdinalIgnoreCase);
    }

    Country(string[] entry)
    {
        (Code, Name) = (entry[0], entry[1]);
        var forms = entry.Length > 2 ? entry[2] : "";
        HasPostalCodes = forms.Length > 0 && forms[0] != '?';
        _forms = forms is "" or "*" ? [] : forms.TrimStart('?').Split('/');
    }

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyList<Country> All { get; }

    /// <summary>The code, two capital letters, for example <c>DE</c>.</summary>
    public string Code { get; }

    /// <summary>The name in English.</summary>
    public string Name { get; }

    /// <summary>Whether an address needs a postal code. It does not where there are none, or where few people know theirs.</summary>
    public bool HasPostalCodes { get; }

    /// <summary>The country of a code, in capital or small letters; false when no country has it.</summary>
    public static bool TryFind([NotNullWhen(true)] string? code, [NotNullWhen(true)] out Country? country)
    {
        country = null;
        return code is not null && ByCode.TryGetValue(code, out country);
    }

    /// <summary>
    /// Whether a text looks like a postal code of the country: as many letters and digits, in this order. Spaces, dashes and a prefix such as that of
    /// <c>CH-8001</c> do not matter. Any text does in a country whose codes have no known form.
    /// </summary>
    public bool AcceptsPostalCode(string text)
    {
        if (_forms.Length == 0)
        {
            return true;
        }

        var shape = string.Concat(text.Where(c => !IsSeparator(c)).Select(c => char.IsDigit(c) ? '9' : char.IsLetter(c) ? 'A' : '?'));
        var digits = shape.TrimStart('A');
        return _forms.Any(form => Fits(shape, form) || (shape.Length - digits.Length <= PrefixMax && digits == form));
    }

    static bool IsSeparator(char c) => char.IsWhiteSpace(c) || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.DashPunctuation;

    static bool Fits(string shape, string form) =>
        shape.Length == form.Length && shape.Zip(form).All(pair => pair.First == pair.Second || (pair.Second == 'X' && pair.First != '?'));
}
