using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Cartwright.Platform.OpenApi;

/// <summary>The one shape of all errors (RFC 9457).</summary>
public static class ProblemSchema
{
    /// <summary>The name of the schema.</summary>
    public const string Name = "Problem";

    internal static Task Describe(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.AddComponent<IOpenApiSchema>(Name, new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = "An error (RFC 9457).",
            Required = Needed,
            Properties = Members(),
        });
        return Task.CompletedTask;
    }

    /// <summary>The members that every problem has.</summary>
    public static ISet<string> Needed => new HashSet<string> { "type", "title", "status", "traceId" };

    /// <summary>The members of a problem, to which an error may add its own.</summary>
    public static Dictionary<string, IOpenApiSchema> Members() => new()
    {
        ["type"] = Text("A URI that names the kind of the error.", "uri"),
        ["title"] = Text("The kind of the error, in words."),
        ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32", Description = "The status of the answer." },
        ["detail"] = Text("What is wrong, in a sentence."),
        ["errors"] = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = "What is wrong by field, as the client names it. Each 400 has it, other errors where a field is the reason.",
            AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } },
        },
        ["traceId"] = Text("The id by which the operators of the shop find the request."),
    };

    static OpenApiSchema Text(string description, string? format = null) => new() { Type = JsonSchemaType.String, Format = format, Description = description };
}
