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
        var name = new string('a', 64) + "-480.txt";

        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => files.SaveAsync(name, content, TestContext.Current.CancellationToken))));

        var file = Assert.Single(_folder.GetFiles("*", SearchOption.AllDirectories));
        Assert.Equal(file.FullName, files.Find(name));
        Assert.Equal([name], files.Names);
        Assert.Equal(content, await File.ReadAllBytesAsync(file.FullName, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_a_crash_left_of_a_file_is_removed_and_what_is_being_written_is_not()
    {
        var files = new LocalFiles(_folder.FullName);
        var name = new string('a', 64) + ".txt";
        await files.SaveAsync(name, [1], TestContext.Current.CancellationToken);
        var left = Path.Combine(Path.GetDirectoryName(files.Find(name)!)!, "left.tmp");
        await File.WriteAllBytesAsync(left, [1], TestContext.Current.CancellationToken);

        files.RemoveTemporary(File.GetLastWriteTimeUtc(left).AddHours(-1));
        Assert.True(File.Exists(left));
        files.RemoveTemporary(File.GetLastWriteTimeUtc(left).AddHours(1));

        Assert.False(File.Exists(left));
        Assert.NotNull(files.Find(name));
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000-.png")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000-0.png")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000.exe")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000.png")]
    public void Nothing_else_is_found(string name) => Assert.Null(new LocalFiles(_folder.FullName).Find(name));
}
