using System.Security.Cryptography;

namespace Thrombophilia.Worker.Intake.Folders;

/// <summary>SHA-256 of files, lower-case hexadecimal.</summary>
internal static class Hash
{
    public static string OfFile(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    public static async Task<string> OfFileAsync(string path, CancellationToken stop)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16,
            FileOptions.SequentialScan | FileOptions.Asynchronous);
        return await OfAsync(file, stop);
    }

    /// <summary>Of what a stream holds from its position on.</summary>
    public static async Task<string> OfAsync(Stream bytes, CancellationToken stop) =>
        Convert.ToHexStringLower(await SHA256.HashDataAsync(bytes, stop));
}

/// <summary>The bytes of a file as they are read, in order, and their SHA-256 at the end. It leaves the file open.</summary>
internal sealed class HashedStream(Stream file) : Stream
{
    readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Of all bytes, also those that nobody has read, lower-case hexadecimal.</summary>
    public async Task<string> HashAsync(CancellationToken stop)
    {
        var rest = new byte[1 << 16];
        while (await ReadAsync(rest, stop) > 0) { }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => file.Length;
    public override long Position { get => file.Position; set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer) => Hashed(buffer, file.Read(buffer));
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await file.ReadAsync(buffer, cancellationToken);
        return Hashed(buffer.Span, count);
    }

    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) hash.Dispose();
        base.Dispose(disposing);
    }

    int Hashed(ReadOnlySpan<byte> buffer, int count)
    {
        hash.AppendData(buffer[..count]);
        return count;
    }
}
