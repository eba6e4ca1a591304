using Thrombophilia.Variants.Bgzf;
using Thrombophilia.Variants.Problems;
using Thrombophilia.Variants.Vcf;
using Xunit;

namespace Thrombophilia.Variants.Tests.Vcf;

public sealed class TextLinesTests
{
    const int Longest = 24 << 20;

    [Fact]
    public async Task A_line_as_long_as_may_be_is_held_whole()
    {
        await using var source = TextSource.Open(new Endless(Longest), "a.vcf");
        var lines = new TextLines(source, "a.vcf");
        while (await lines.FillAsync(TestContext.Current.CancellationToken)) if (lines.Next()) break;
        Assert.Equal(Longest, lines.Line.Length);
    }

    [Fact]
    public async Task A_line_without_an_end_is_refused_where_it_begins_and_held_no_further()
    {
        using var endless = new Endless(long.MaxValue);
        await using var source = TextSource.Open(endless, "a.vcf");
        var lines = new TextLines(source, "a.vcf");
        var refused = await Assert.ThrowsAsync<RefusedException>(async () =>
        {
            while (await lines.FillAsync(TestContext.Current.CancellationToken)) while (lines.Next()) { }
        });
        Assert.Equal(("line-too-long", 1L), (refused.Problem.Code, refused.Problem.Place.Line));
        Assert.InRange(endless.Position, Longest, 2 * Longest);
    }

    /// <summary>So many times the letter A.</summary>
    sealed class Endless(long length) : Stream
    {
        long given;

        public override int Read(Span<byte> buffer)
        {
            var count = (int)Math.Min(buffer.Length, length - given);
            buffer[..count].Fill((byte)'A');
            given += count;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => given; set => throw new NotSupportedException(); }
        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
