using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Cartwright.Recommendations;

/// <summary>
/// Reads sessions from a file of tab-separated values with a header line. The columns <c>SessionId</c>, <c>ItemId</c> and <c>Time</c> may have any place; others are
/// ignored. A time is a number of seconds or milliseconds since 1970, or a date and time in the form of ISO 8601 (UTC where it has no offset).
/// </summary>
internal static class SessionFile
{
    // Seconds of the year 5138: a greater number is one of milliseconds.
    const double SecondsMax = 1e11;

    /// <exception cref="InvalidDataException">A line is not of this form; the message names it.</exception>
    public static IEnumerable<ProductView> Read(TextReader reader)
    {
        var header = (reader.ReadLine() ?? "").Split('\t');
        var (session, item, time) = (Column(header, "SessionId"), Column(header, "ItemId"), Column(header, "Time"));
        var line = 1;
        while (reader.ReadLine() is { } text)
        {
            line++;
            var cells = text.Split('\t');
            if (text.Length > 0)
            {
                yield return cells.Length == header.Length && Time(cells[time]) is { } at
                    ? new(Id(cells[session]), Id(cells[item]), at)
                    : throw new InvalidDataException($"Line {line} has no session, item and time.");
            }
        }
    }

    static int Column(string[] header, string name) =>
        Array.IndexOf(header, name) is >= 0 and var column ? column : throw new InvalidDataException($"The header has no column '{name}'.");

    static DateTimeOffset? Time(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= SecondsMax * 1000
            ? DateTimeOffset.UnixEpoch.AddSeconds(number > SecondsMax ? number / 1000 : number)
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    // An id of a file may be any text; that of a product is a UUID.
    static Guid Id(string text) => new(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}
