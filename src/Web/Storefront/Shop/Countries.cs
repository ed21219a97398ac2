namespace Cartwright.Storefront.Shop;

/// <summary>The countries that the shop offers to send to, by ISO 3166 alpha-2 code.</summary>
internal static class Countries
{
    public static IReadOnlyList<(string Code, string Name)> All { get; } =
    [
        ("AT", "Austria"), ("BE", "Belgium"), ("BG", "Bulgaria"), ("HR", "Croatia"), ("CY", "Cyprus"), ("CZ", "Czechia"), ("DK", "Denmark"),
        ("EE", "Estonia"), ("FI", "Finland"), ("FR", "France"), ("DE", "Germany"), ("GR", "Greece"), ("HU", "Hungary"), ("IE", "Ireland"),
        ("IT", "Italy"), ("LV", "Latvia"), ("LT", "Lithuania"), ("LU", "Luxembourg"), ("MT", "Malta"), ("NL", "Netherlands"), ("PL", "Poland"),
        ("PT", "Portugal"), ("RO", "Romania"), ("SK", "Slovakia"), ("SI", "Slovenia"), ("ES", "Spain"), ("SE", "Sweden"), ("CH", "Switzerland"),
        ("GB", "United Kingdom"), ("US", "United States"),
    ];

    /// <summary>The country's name, or its code when the shop does not know it.</summary>
    public static string? NameOf(string? code) => All.FirstOrDefault(x => x.Code == code).Name ?? code;
}
