using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Thrombophilia.Worker.Startup;

/// <summary>
/// The host beside the natively compiled program: the same source with database and portal in it, in the folder
/// <c>host</c> (docs/decisions/0021).
/// </summary>
internal static partial class HostProgram
{
    /// <summary>
    /// Replaces this process by the host, which keeps its id, signals and streams.
    /// </summary>
    /// <param name="verb">The verb that needs the host.</param>
    /// <param name="args">The whole command line.</param>
    /// <param name="error">Where its absence is reported.</param>
    /// <returns>The exit code of the host where a process cannot be replaced (Windows), or the code for its
    /// absence.</returns>
    public static int Become(string verb, string[] args, TextWriter error)
    {
        var host =
            Path.Combine(AppContext.BaseDirectory, "host",
            OperatingSystem.IsWindows() ? "thrombophilia.exe" : "thrombophilia");
        try
        {
            if (!OperatingSystem.IsWindows())
            {
                Replace(host, [host, .. args, null]);
                throw new Win32Exception(Marshal.GetLastPInvokeError());
            }
            using var process = Process.Start(new ProcessStartInfo(host, args) { UseShellExecute = false })!;
            process.WaitForExit();
            return process.ExitCode;
        }
        catch (Win32Exception e)
        {
            error.WriteLine(Texts.Get("no-host", verb, host, e.Message));
            return ExitCode.Usage;
        }
    }

    [LibraryImport("libc", EntryPoint = "execv", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Replace(string path, string?[] arguments);
}
