using System.Text.Encodings.Web;
using System.Text.Json;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Laboratory.Analysers;

/// <summary>An analyser of a laboratory, whose files are imported.</summary>
public sealed class Analyser
{
    Analyser() { }

    internal Analyser(string code, string site) => (Code, Site) = (code, site);

    /// <summary>Internal key.</summary>
    public int Id { get; private set; }
    /// <summary>Unique code; it stands beside every result of the analyser.</summary>
    public string Code { get; private set; } = "";
    /// <summary>Code of the site where it stands.</summary>
    public string Site { get; private set; } = "";
}

/// <summary>
/// One version of how an analyser's files are read. Never changed: a correction is a new version, and imports name the
/// version that read their file.
/// </summary>
public sealed class AnalyserMapping
{
    // Names of columns may be Chinese, and the audit trail shows what stands here.
    static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    AnalyserMapping() { }

    internal AnalyserMapping(int analyserId, int version, FileMapping file, string by, DateTimeOffset at) =>
        (AnalyserId, Version, Content, RecordedBy, Recorded) =
            (analyserId, version, JsonSerializer.Serialize(file, Plain), by, Moment.Of(at));

    /// <summary>Internal key.</summary>
    public int Id { get; private set; }
    /// <summary>The analyser.</summary>
    public int AnalyserId { get; private set; }
    /// <summary>Counted from 1; the highest is in force.</summary>
    public int Version { get; private set; }
    /// <summary><see cref="File"/> as JSON.</summary>
    public string Content { get; private set; } = "";
    /// <summary>Who recorded it.</summary>
    public string RecordedBy { get; private set; } = "";
    /// <summary>When.</summary>
    public Moment Recorded { get; private set; }

    /// <summary>How the files are read.</summary>
    public FileMapping File => JsonSerializer.Deserialize<FileMapping>(Content)!;
}
