using System.Diagnostics;

namespace Cartwright.Platform.Http;

/// <summary>
/// Writes problem details also for clients that accept something else, such as browsers: the default writer leaves them without an answer, and an error
/// without an answer counts as unhandled. It comes after the default writer.
/// </summary>
internal sealed class ProblemsForEverybody : IProblemDetailsWriter
{
    static readonly object IsWriting = new();

    // The result asks for a writer first, and writes by itself where there is none.
    public bool CanWrite(ProblemDetailsContext context) => !context.HttpContext.Items.ContainsKey(IsWriting);

    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        context.HttpContext.Items[IsWriting] = true;
        ProblemShape.Complete(context.ProblemDetails, context.HttpContext);
        context.ProblemDetails.Extensions.TryAdd("traceId", Activity.Current?.Id ?? context.HttpContext.TraceIdentifier);
        await TypedResults.Problem(context.ProblemDetails).ExecuteAsync(context.HttpContext);
    }
}
