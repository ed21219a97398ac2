using Cartwright.Unit.Architecture;

namespace Cartwright.Unit.Contracts;

/// <summary>A file of the documentation that is generated from the code. With <c>CARTWRIGHT_UPDATE=1</c> it is written instead of compared.</summary>
internal static class PublishedFile
{
    const string Update = "CARTWRIGHT_UPDATE";

    public static void Shows(string file, string content)
    {
        var path = Path.Combine(Repository.Root, file);
        if (Environment.GetEnvironmentVariable(Update) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, content);
        }

        Assert.True(
            File.Exists(path) && File.ReadAllText(path) == content,
            $"{file} does not match the code. Run the unit tests with {Update}=1 and commit what they write.");
    }
}
