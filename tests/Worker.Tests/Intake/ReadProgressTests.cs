using Thrombophilia.Given;
using Thrombophilia.Worker.Intake;
using Xunit;

namespace Thrombophilia.Worker.Tests.Intake;

public sealed class ReadProgressTests
{
    [Fact]
    public async Task A_file_tells_how_far_it_is_from_its_opening_to_its_end()
    {
        using var folder = new TempFolder();
        var (path, progress, buffer) = (folder["a.vcf"], new ReadProgress(), new byte[250]);
        await File.WriteAllBytesAsync(path, new byte[1000], TestContext.Current.CancellationToken);
        Assert.Null(progress.Of(path));
        await using (var file = progress.Open(path, File.OpenRead(path)))
        {
            Assert.Equal(0, progress.Of(path));
            Assert.Equal(250, await file.ReadAsync(buffer, TestContext.Current.CancellationToken));
            Assert.Equal(25, progress.Of(path));
            Assert.Equal(250, file.Read(buffer, 0, 250));
            Assert.Equal(50, progress.Of(path));
            Assert.Equal(500, file.Read(new byte[600].AsSpan()));
            Assert.Equal(100, progress.Of(path));
        }
        Assert.Null(progress.Of(path));
    }

    [Fact]
    public void An_empty_file_is_read_at_once()
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder["a.vcf"], []);
        var progress = new ReadProgress();
        using var file = progress.Open(folder["a.vcf"], File.OpenRead(folder["a.vcf"]));
        Assert.Equal(100, progress.Of(folder["a.vcf"]));
    }
}
