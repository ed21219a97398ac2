using System.Text;
using Cartwright.Platform.Files;

namespace Cartwright.Unit.Platform;

public sealed class LocalFilesTests : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cartwright-files-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_same_content_stored_by_many_at_once_is_one_complete_file()
    {
        var files = new LocalFiles(_folder.FullName);
        var content = Encoding.UTF8.GetBytes("content");
        var name = LocalFiles.NameOf(content, ".txt");

        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => files.SaveAsync(name, content, TestContext.Current.CancellationToken))));

        var file = Assert.Single(_folder.GetFiles("*", SearchOption.AllDirectories));
        Assert.Equal(file.FullName, files.Find(name));
        Assert.Equal([name], files.Names);
        Assert.Equal(content, await File.ReadAllBytesAsync(file.FullName, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000.exe")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000.png")]
    public void Nothing_else_is_found(string name) => Assert.Null(new LocalFiles(_folder.FullName).Find(name));
}
