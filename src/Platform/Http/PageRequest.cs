using System.Globalization;
using Cartwright.Platform.OpenApi;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Cartwright.Platform.Http;

/// <summary>The page of a list that a client asks for. An endpoint takes it with <c>[AsParameters]</c> and reads it with <c>Read</c>.</summary>
public sealed class PageRequest
{
    /// <summary>The default number of items of a page.</summary>
    public const int LimitDefault = 20;

    /// <summary>The largest number of items of a page.</summary>
    public const int LimitMax = 100;

    /// <summary>The largest number of items of the page.</summary>
    [FromQuery(Name = "limit")]
    [Bounds(Min = 1, Max = LimitMax)]
    public int? Limit { get; init; }

    /// <summary>The start of the page: <c>nextCursor</c> of the page before; none for the first page.</summary>
    [FromQuery(Name = "cursor")]
    public string? Cursor { get; init; }

    /// <summary>Reads a page of a list that is sorted by one key.</summary>
    /// <param name="page">The page; not valid if there is a problem.</param>
    /// <param name="limitDefault">The default number of items of a page.</param>
    /// <param name="limitMax">The largest number of items of a page.</param>
    /// <returns>The problem to answer with (400); null if the request is valid.</returns>
    public ProblemHttpResult? Read<TKey>(out Page<TKey> page, int limitDefault = LimitDefault, int limitMax = LimitMax)
        where TKey : struct, IParsable<TKey>, IFormattable =>
        Read(1, parts => TryParse(parts[0], out TKey key) ? key : null, key => [Text(key)], limitDefault, limitMax, out page);

    /// <summary>Reads a page of a list that is sorted by two keys.</summary>
    /// <param name="page">The page; not valid if there is a problem.</param>
    /// <returns>The problem to answer with (400); null if the request is valid.</returns>
    public ProblemHttpResult? Read<TFirst, TSecond>(out Page<(TFirst First, TSecond Second)> page)
        where TFirst : IParsable<TFirst>
        where TSecond : struct, IParsable<TSecond>, IFormattable =>
        Read<(TFirst, TSecond)>(
            2,
            parts => TryParse(parts[0], out TFirst? first) && TryParse(parts[1], out TSecond second) ? (first, second) : null,
            key => [Text(key.Item1), Text(key.Item2)],
            LimitDefault,
            LimitMax,
            out page);

    /// <summary>Reads a page of a list whose cursors hold more than its sort key.</summary>
    /// <param name="parts">How many parts a cursor has.</param>
    /// <param name="parse">Reads the parts of a cursor; null when they are not of this list.</param>
    /// <param name="format">Writes a key as the parts of a cursor.</param>
    /// <param name="page">The page; of no use when there is a problem.</param>
    /// <returns>The problem to answer with (400); null when the request is fine.</returns>
    public ProblemHttpResult? Read<TKey>(int parts, Func<string[], TKey?> parse, Func<TKey, string[]> format, out Page<TKey> page)
        where TKey : struct => Read(parts, parse, format, LimitDefault, LimitMax, out page);

    ProblemHttpResult? Read<TKey>(
        int keys, Func<string[], TKey?> parse, Func<TKey, string[]> format, int limitDefault, int limitMax, out Page<TKey> page)
        where TKey : struct
    {
        page = new(Limit ?? limitDefault, null, format);
        if (page.Limit < 1 || page.Limit > limitMax)
        {
            return Problems.Invalid("limit", $"The limit must be 1 to {limitMax}.");
        }

        if (Cursor is null)
        {
            return null;
        }

        page = page with { After = PageCursor.TryDecode(Cursor, keys, out var parts) ? parse(parts) : null };
        return page.After is null ? Problems.Invalid("cursor", "This is not a cursor of this list.") : null;
    }

    static bool TryParse<T>(string text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out T? value) where T : IParsable<T> =>
        T.TryParse(text, CultureInfo.InvariantCulture, out value);

    // Only the format "O" keeps the full precision of a time.
    static string Text<T>(T value) => value switch
    {
        DateTimeOffset or DateOnly => ((IFormattable)value).ToString("O", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value?.ToString() ?? "",
    };
}
