using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace Cartwright.Platform.Http;

/// <summary>
/// Gives all problems one shape. The framework and the endpoints write problems; this class derives type and title from the status, and makes each 400 name its
/// faults in <c>errors</c>.
/// </summary>
internal static class ProblemShape
{
    const string Errors = "errors";
    const string InvalidTitle = "One or more validation errors occurred.";

    // The framework knows the types of the other statuses.
    static readonly Dictionary<int, string> Types = new()
    {
        [StatusCodes.Status413PayloadTooLarge] = "https://tools.ietf.org/html/rfc9110#section-15.5.14",
        [StatusCodes.Status428PreconditionRequired] = "https://tools.ietf.org/html/rfc6585#section-3",
        [StatusCodes.Status429TooManyRequests] = "https://tools.ietf.org/html/rfc6585#section-4",
        [StatusCodes.Status501NotImplemented] = "https://tools.ietf.org/html/rfc9110#section-15.6.2",
        [StatusCodes.Status504GatewayTimeout] = "https://tools.ietf.org/html/rfc9110#section-15.6.5",
    };

    static readonly string[] Unreadable = ["The request cannot be read."];

    /// <summary>Completes a problem before it is written.</summary>
    public static void Complete(ProblemDetails problem, HttpContext context)
    {
        var status = problem.Status ?? context.Response.StatusCode;
        problem.Type ??= Types.GetValueOrDefault(status);
        if (problem is HttpValidationProblemDetails { Errors: { Count: > 0 } errors } validation)
        {
            validation.Errors = errors.ToDictionary(e => FieldName.OfMember(e.Key), e => e.Value);
        }
        else if (status == StatusCodes.Status400BadRequest && !problem.Extensions.ContainsKey(Errors))
        {
            problem.Extensions[Errors] = UnreadableParameters.Of(context) is { Count: > 0 } unreadable
                ? unreadable
                : new Dictionary<string, string[]> { ["request"] = problem.Detail is { } detail ? [detail] : Unreadable };
        }

        if (status == StatusCodes.Status400BadRequest)
        {
            (problem.Title, problem.Detail) = (InvalidTitle, null);
        }
        else if (problem is HttpValidationProblemDetails)
        {
            problem.Title = ReasonPhrases.GetReasonPhrase(status);
        }
    }
}
