using System.Text.RegularExpressions;

namespace Cartwright.Catalog.Feeds;

/// <summary>The rules of a feed that annotations cannot express.</summary>
internal static partial class FeedRules
{
    /// <summary>The most columns of a mapping.</summary>
    public const int ColumnsMax = 200;

    const int NameMax = 50;

    /// <summary>Whether a text can be the code of a feed.</summary>
    public static bool IsCode(string text) => text.Length <= 40 && Code().IsMatch(text);

    /// <summary>Finds what is wrong with a feed.</summary>
    /// <returns>The errors by field; empty if there are none.</returns>
    public static Dictionary<string, string[]> Check(FeedRequest input)
    {
        var errors = new Dictionary<string, string[]>();
        CheckSeparators(input, errors);
        CheckColumns(input.Columns ?? [], errors);
        if (input.Url is not null && !IsUrl(input.Url))
        {
            errors["url"] = ["Use an absolute URL with http or https, without a user or a password."];
        }

        if (input is { FetchEveryMinutes: not null, Url: null })
        {
            errors["fetchEveryMinutes"] = ["Only a feed with a url is fetched."];
        }

        return errors;
    }

    static void CheckSeparators(FeedRequest input, Dictionary<string, string[]> errors)
    {
        if (input.DecimalSeparator is not ("." or ","))
        {
            errors["decimalSeparator"] = ["Use a point or a comma."];
        }

        foreach (var (field, text) in new[] { ("delimiter", input.Delimiter), ("listSeparator", input.ListSeparator) })
        {
            if (text is not [(>= ' ' and <= '~') or '\t'] || char.IsAsciiLetterOrDigit(text[0]) || text[0] is '"' or '\\' or '\'' or '.' or '-' or '+')
            {
                errors[field] = ["Use a mark such as a comma, a semicolon, a tab or a bar."];
            }
        }
    }

    static void CheckColumns(IReadOnlyList<FeedColumn> columns, Dictionary<string, string[]> errors)
    {
        var fields = new HashSet<FeedField>();
        for (var i = 0; i < columns.Count; i++)
        {
            var column = columns[i];
            if (!FeedField.TryParse(column.Field, out var field) || field.Name.Length > NameMax)
            {
                errors[$"columns[{i}].field"] = [$"There is no such field. There are: {FeedField.Names}."];
            }
            else if (!fields.Add(field))
            {
                errors[$"columns[{i}].field"] = ["Another column sets the same field."];
            }

            if (!string.IsNullOrEmpty(column.Unit) && field is not { Kind: FieldKind.Attribute })
            {
                errors[$"columns[{i}].unit"] = ["Only an attribute has a unit."];
            }

            if (column.Column is null == column.Value is null || string.IsNullOrEmpty(column.Column ?? "-"))
            {
                errors[$"columns[{i}].column"] = ["Name a column, or give a value for every row."];
            }
            else if (column.Column is not null && column.Column != column.Column.Trim())
            {
                errors[$"columns[{i}].column"] = ["Leave out the spaces around the name."];
            }
        }

        if (columns.Count > 0 && !fields.Any(f => f.Kind == FieldKind.Sku))
        {
            errors["columns"] = ["A column must set the field sku: products are found by it."];
        }
    }

    static bool IsUrl(string text) => Uri.TryCreate(text, UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps) && url.UserInfo.Length == 0 && url.Host.Length > 0;

    [GeneratedRegex(@"\A[a-z0-9]+(-[a-z0-9]+)*\z")]
    private static partial Regex Code();
}
