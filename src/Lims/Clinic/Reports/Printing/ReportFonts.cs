namespace Thrombophilia.Lims.Clinic.Reports.Printing;

/// <summary>The fonts of PDF files: one for Latin letters, one that has Chinese characters.</summary>
/// <param name="Latin">Path of a TrueType file; null where none was found.</param>
/// <param name="LatinBold">Path of the same in bold; null where none was found.</param>
/// <param name="Chinese">Path of a TrueType file; null where none was found.</param>
public sealed record ReportFonts(string? Latin, string? LatinBold, string? Chinese)
{
    static readonly string[] Chineses =
    [
        "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf", "/usr/share/fonts/truetype/droid/DroidSansFallback.ttf",
        "/usr/share/fonts/google-droid/DroidSansFallback.ttf", "/usr/share/fonts/google-droid-sans-fonts/DroidSansFallbackFull.ttf",
        "/usr/share/fonts/truetype/arphic/gbsn00lp.ttf", @"C:\Windows\Fonts\simhei.ttf", @"C:\Windows\Fonts\simkai.ttf",
        "/Library/Fonts/Arial Unicode.ttf", "/System/Library/Fonts/Supplemental/Arial Unicode.ttf",
    ];

    static readonly (string Plain, string Bold)[] Latins =
    [
        ("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf"),
        ("/usr/share/fonts/dejavu-sans-fonts/DejaVuSans.ttf", "/usr/share/fonts/dejavu-sans-fonts/DejaVuSans-Bold.ttf"),
        (@"C:\Windows\Fonts\arial.ttf", @"C:\Windows\Fonts\arialbd.ttf"),
        ("/System/Library/Fonts/Supplemental/Arial.ttf", "/System/Library/Fonts/Supplemental/Arial Bold.ttf"),
    ];

    /// <summary>Environment variable that names a TrueType file with Chinese characters.</summary>
    public const string Variable = "THROMBOPHILIA_FONT";

    /// <summary>Looks for fonts: the one that the environment variable names, then where systems keep theirs.</summary>
    public static ReportFonts Find() => Find(Environment.GetEnvironmentVariable(Variable));

    /// <summary>The same with a font that is named, or null for none. A named font that is not there is not replaced.</summary>
    public static ReportFonts Find(string? set)
    {
        var chinese = !string.IsNullOrWhiteSpace(set) ? (File.Exists(set) ? set : null) : Array.Find(Chineses, File.Exists);
        var (plain, bold) = Array.Find(Latins, l => File.Exists(l.Plain) && File.Exists(l.Bold));
        return new(plain ?? chinese, bold ?? plain ?? chinese, chinese);
    }
}
