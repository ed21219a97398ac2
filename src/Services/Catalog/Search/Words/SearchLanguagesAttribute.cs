using System.ComponentModel.DataAnnotations;

namespace Cartwright.Catalog;

/// <summary>A setting that names languages of the search, with commas between.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SearchLanguagesAttribute : ValidationAttribute
{
    /// <summary>The languages of a valid value.</summary>
    public static IReadOnlyList<SearchLanguage> Read(string value) => [.. Codes(value).Select(code => SearchLanguage.Find(code)!)];

    /// <inheritdoc/>
    public override bool IsValid(object? value) => value is string text && Codes(text) is { Length: > 0 } codes && codes.All(SearchLanguage.Codes.Contains);

    /// <inheritdoc/>
    public override string FormatErrorMessage(string name) => $"The languages are one or more of {string.Join(", ", SearchLanguage.Codes)}, with commas between.";

    static string[] Codes(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
