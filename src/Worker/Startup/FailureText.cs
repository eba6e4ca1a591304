using System.ComponentModel;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Thrombophilia.Worker.Startup;

/// <summary>
/// The one door between an exception and the user: a sentence in the user's language that says what failed and what to
/// do next. The framework's own texts are for programmers, and English.
/// </summary>
internal static partial class FailureText
{
    /// <summary>EBADF: the descriptor is not open.</summary>
    public const int BadDescriptor = 9;
    const int NoSpace = 28, TooLarge = 27, ReadOnlySystem = 30, QuotaLinux = 122, QuotaMac = 69, InputOutput = 5;
    // The framework numbers some errors as Windows does.
    const int WindowsDiskFull = unchecked((int)0x80070070), WindowsHandleDiskFull = unchecked((int)0x80070027);

    /// <summary>
    /// What the user is told; null where the program itself has a fault, which is for those who make it.
    /// </summary>
    public static string? Of(Exception e)
    {
        for (var cause = e; cause is not null; cause = cause.InnerException)
            if (cause is SocketException socket) return OfSocket(socket.SocketErrorCode, Address(e));
        return e switch
        {
            OutputException output => output.Text(),
            // Knowledge and tables say where they are wrong.
            InvalidDataException => Texts.Get("failure-knowledge", e.Message.TrimEnd('.')),
            IOException or UnauthorizedAccessException when PathIn(e) is { } path =>
                Texts.Get("failure-path", path, Reason(e)),
            IOException or UnauthorizedAccessException => Texts.Get("failure-input-output", Reason(e)),
            AggregateException { InnerExceptions: [var one] } => Of(one),
            _ => null,
        };
    }

    /// <summary>Why a file or folder cannot be read or written: half a sentence, without its name.</summary>
    public static string Reason(Exception e) => e switch
    {
        FileNotFoundException or DirectoryNotFoundException => Texts.Get("reason-absent"),
        PathTooLongException => Texts.Get("reason-long"),
        UnauthorizedAccessException => Texts.Get(IsFolder(e) ? "reason-folder" : "reason-denied"),
        _ => e.HResult switch
        {
            NoSpace or QuotaLinux or QuotaMac or WindowsDiskFull or WindowsHandleDiskFull => Texts.Get("reason-full"),
            TooLarge => Texts.Get("reason-large"),
            ReadOnlySystem => Texts.Get("reason-read-only"),
            BadDescriptor => Texts.Get("reason-closed"),
            InputOutput => Texts.Get("reason-device"),
            > 0 and < 256 and var error => new Win32Exception(error).Message,
            _ => e.Message.Split('\n')[0].TrimEnd('.', '\r'),
        },
    };

    /// <summary>The same of an input, with what to do next.</summary>
    /// <param name="input">As the user gave it.</param>
    /// <param name="e">What the attempt to read it ended in.</param>
    public static string OfInput(string input, Exception e) =>
        IsAddress(input) ? Texts.Get("unreadable-address", input)
        : Texts.Get(e is FileNotFoundException or DirectoryNotFoundException ? "unreadable-absent" : "unreadable", input,
            // The path is the input's own.
            e is UnauthorizedAccessException && Directory.Exists(input) ? Texts.Get("reason-folder") : Reason(e));

    static bool IsAddress(string input) => input.Contains("://", StringComparison.Ordinal);

    static string OfSocket(SocketError error, string? address) => error switch
    {
        SocketError.AddressAlreadyInUse => Texts.Get("failure-address-taken", address ?? Texts.Get("failure-an-address")),
        SocketError.AccessDenied => Texts.Get("failure-address-denied"),
        _ => Texts.Get("failure-address", address ?? Texts.Get("failure-an-address"),
            new SocketException((int)error).Message),
    };

    static string? Address(Exception? e)
    {
        for (; e is not null; e = e.InnerException)
            if (AddressPattern().Match(e.Message) is { Success: true } found) return found.Value.TrimEnd(':', '.');
        return null;
    }

    static bool IsFolder(Exception e) => PathIn(e) is { } path && Directory.Exists(path);

    // The framework names the path in quotes.
    static string? PathIn(Exception e) =>
        e is FileNotFoundException { FileName: { Length: > 0 } name } ? name
        : PathPattern().Match(e.Message) is { Success: true } found ? found.Groups[1].Value : null;

    [GeneratedRegex(@"https?://[^\s'""]+")]
    private static partial Regex AddressPattern();

    [GeneratedRegex(@"'([^']+)'")]
    private static partial Regex PathPattern();
}
