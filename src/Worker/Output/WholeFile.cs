using Thrombophilia.Worker.Startup;

namespace Thrombophilia.Worker.Output;

/// <summary>
/// A file that is there whole or not at all: it is written beside its place and takes it at the end. Until then what
/// stood there stays. Disposed before <see cref="Keep"/>, it leaves nothing behind.
/// </summary>
sealed class WholeFile : IDisposable
{
    readonly string name, target;
    readonly string? passing;
    readonly FileStream stream;
    bool isOver;

    /// <summary>Opens the file.</summary>
    /// <param name="name">As the user gave it.</param>
    /// <exception cref="OutputException">There is no such folder, or nothing may be written there.</exception>
    public WholeFile(string name)
    {
        this.name = name;
        target = Path.GetFullPath(name);
        try
        {
            // A link goes on to be one: what it leads to is replaced.
            if (File.Exists(target)) target = File.ResolveLinkTarget(target, returnFinalTarget: true)?.FullName ?? target;
            if (Directory.Exists(target)) throw new OutputException(name, Texts.Get("reason-folder"));
            // A device is written to: nothing may take its place.
            passing = IsDevice(target) || IsDevice(name) ? null : target + ".part";
            stream = new FileStream(passing ?? name, new FileStreamOptions
            {
                Mode = passing is null ? FileMode.Open : FileMode.Create,
                Access = FileAccess.Write,
                Share = FileShare.None,
                BufferSize = 0,
            });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OutputException(name, FailureText.Reason(e));
        }
        Text = new StreamWriter(new GuardedStream(stream, name), bufferSize: 1 << 16);
    }

    /// <summary>What is written, in UTF-8.</summary>
    public StreamWriter Text { get; }

    /// <summary>All is written: the file takes its place.</summary>
    /// <exception cref="OutputException">The last of it cannot be written; what stood there stays.</exception>
    public void Keep()
    {
        Text.Flush();
        try
        {
            // After a power cut too, the name never leads to half of it.
            if (passing is not null) stream.Flush(flushToDisk: true);
            isOver = true;
            Text.Dispose();
            if (passing is not null) File.Move(passing, target, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            isOver = true;
            Remove();
            throw new OutputException(name, FailureText.Reason(e));
        }
    }

    public void Dispose()
    {
        if (isOver) return;
        isOver = true;
        Remove();
    }

    void Remove()
    {
        stream.Dispose();
        if (passing is not null) File.Delete(passing);
    }

    static bool IsDevice(string path) => path.StartsWith("/dev/", StringComparison.Ordinal);
}
