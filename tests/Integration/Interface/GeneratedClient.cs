using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NJsonSchema.CodeGeneration.CSharp;
using NSwag;
using NSwag.CodeGeneration.CSharp;
using NSwag.CodeGeneration.OperationNameGenerators;

namespace Cartwright.Tests.Interface;

/// <summary>A typed client in C# that NSwag generates from the document of a shop, compiled together with a program that uses it.</summary>
internal static class GeneratedClient
{
    /// <summary>Generates the client (<c>Cartwright.Generated.ShopClient</c>) and compiles it with a program.</summary>
    /// <param name="document">The OpenAPI document.</param>
    /// <param name="program">The source of the program.</param>
    /// <returns>The assembly; the test fails with the errors of the compiler when it does not compile.</returns>
    public static async Task<Assembly> CompileAsync(string document, string program)
    {
        var settings = new CSharpClientGeneratorSettings
        {
            ClassName = "ShopClient",
            OperationNameGenerator = new SingleClientFromOperationIdOperationNameGenerator(),
            GenerateOptionalParameters = true,
            UseBaseUrl = false,
            CSharpGeneratorSettings =
            {
                Namespace = "Cartwright.Generated",
                // With the other one, NSwag writes the names of its own enums instead of the values of the document.
                JsonLibrary = CSharpJsonLibrary.NewtonsoftJson,
                GenerateNullableReferenceTypes = true,
                GenerateOptionalPropertiesAsNullable = true,
            },
        };
        var client = new CSharpClientGenerator(await OpenApiDocument.FromJsonAsync(document), settings).GenerateFile();
        var compilation = CSharpCompilation.Create(
            "Tour",
            [CSharpSyntaxTree.ParseText(client), CSharpSyntaxTree.ParseText(program)],
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        using var assembly = new MemoryStream();
        var result = compilation.Emit(assembly);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Take(20)));
        return Assembly.Load(assembly.ToArray());
    }
}
