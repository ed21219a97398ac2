using System.Text.Json;

namespace Cartwright.Platform.Http;

/// <summary>Converts names of fields to those that clients use.</summary>
internal static class FieldName
{
    /// <summary><c>$.items[0].quantity</c> as <c>items[0].quantity</c>; the whole body as <c>body</c>.</summary>
    public static string OfJsonPath(string? path) => path is null or "$" or "" ? "body" : path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : path;

    /// <summary>
    /// <c>Items[0].Quantity</c> as <c>items[0].quantity</c>. A name that begins with a small letter is already a name of the client, including
    /// its own keys of maps; a name with a dash is a header.
    /// </summary>
    public static string OfMember(string member) =>
        member.Length == 0 || char.IsAsciiLetterLower(member[0]) || member.Contains('-', StringComparison.Ordinal)
            ? member
            : string.Join('.', member.Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName));
}
