using System.Globalization;
using Cartwright.Platform.Http;

namespace Cartwright.Simulators;

/// <summary>Streams the orders of a range, in order; the length of the range does not change the memory it takes.</summary>
internal static class ReadOrders
{
    // Large enough that what each write costs does not show, small enough that the reader has something to do early.
    const int FlushBytes = 32 * 1024;

    // The range is read as text, so that a request without a token gets 401 before 400.
    public static Task<IResult> HandleAsync(string? startIndex, string? endIndex, HttpContext context, RequestGate gate) =>
        gate.ServeAsync(context, call => AnswerAsync(startIndex, endIndex, context, call));

    static async Task<IResult> AnswerAsync(string? startIndex, string? endIndex, HttpContext context, AdmittedCall call)
    {
        var errors = new Dictionary<string, string[]>();
        var start = IndexOf("startIndex", startIndex, call.Settings, errors);
        var end = IndexOf("endIndex", endIndex, call.Settings, errors);
        if (errors.Count == 0 && end < start)
        {
            errors["endIndex"] = ["It must not be less than startIndex."];
        }
        else if (errors.Count == 0 && end - start >= call.Settings.PageMax)
        {
            errors["endIndex"] = [$"A page has at most {call.Settings.PageMax} orders."];
        }

        if (errors.Count > 0)
        {
            return Problems.Invalid(errors);
        }

        await WriteAsync(new(start, end, call.Settings, call.Faults), context, call.Marketplace.Counts);
        return Results.Empty;
    }

    static async Task WriteAsync(OrderPage page, HttpContext context, MarketplaceCounts counts)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        counts.Add(Counted.Pages);
        try
        {
            var body = context.Response.BodyWriter;
            while (!page.IsComplete)
            {
                body.Advance(page.Fill(body.GetSpan(FlushBytes)));
                await body.FlushAsync(context.RequestAborted);
            }
        }
        finally
        {
            counts.Add(Counted.Rows, page.Rows);
            counts.Add(Counted.MalformedRows, page.MalformedRows);
            counts.Add(Counted.DuplicateRows, page.DuplicateRows);
            counts.Add(Counted.AlteredRows, page.AlteredRows);
        }

        if (page.End == PageEnd.Garbled)
        {
            counts.Add(Counted.Garbled);
        }
        else if (page.End == PageEnd.Dropped)
        {
            counts.Add(Counted.Dropped);
            context.Abort();
        }
    }

    static long IndexOf(string field, string? text, MarketplaceSettings settings, Dictionary<string, string[]> errors)
    {
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
        {
            errors[field] = [string.IsNullOrEmpty(text) ? "A value is needed." : "It must be a whole number that is not negative."];
        }
        else if (index < settings.FirstIndex || index > settings.LastIndex)
        {
            errors[field] = [settings.Orders == 0 ? "There are no orders." : $"There are orders from {settings.FirstIndex} to {settings.LastIndex}."];
        }

        return index;
    }
}
