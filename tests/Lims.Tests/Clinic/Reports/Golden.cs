using System.Runtime.CompilerServices;
using Xunit;

namespace Thrombophilia.Lims.Tests.Clinic.Reports;

/// <summary>
/// Reports as people have read them, in the folder beside this file. <c>THROMBOPHILIA_UPDATE_DOCS=1</c> writes today's: read
/// the difference before it is committed.
/// </summary>
static class Golden
{
    public static void Same(string name, string text, [CallerFilePath] string here = "")
    {
        var file = Path.Combine(Path.GetDirectoryName(here)!, "Golden", name);
        if (Environment.GetEnvironmentVariable("THROMBOPHILIA_UPDATE_DOCS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }
        Assert.Equal(File.ReadAllText(file), text);
    }
}
