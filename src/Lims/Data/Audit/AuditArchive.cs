using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Data.Audit;

/// <summary>
/// A range of entries of the audit trail that was archived in a file, which goes on to prove them. Never changed.
/// </summary>
sealed class AuditArchive
{
    AuditArchive() { }

    /// <summary>Records a file.</summary>
    public AuditArchive(string fileName, string sha256, long first, long last, string lastHash, string by,
        DateTimeOffset at) =>
        (FileName, Sha256, First, Last, LastHash, By, At) = (fileName, sha256, first, last, lastHash, by,
        Moment.Of(at));

    /// <summary>Internal key.</summary>
    public int Id { get; private set; }
    /// <summary>Name in the folder <c>audit</c> of the data folder.</summary>
    public string FileName { get; private set; } = "";
    /// <summary>SHA-256 of its bytes.</summary>
    public string Sha256 { get; private set; } = "";
    /// <summary>Number of its first entry.</summary>
    public long First { get; private set; }
    /// <summary>Number of its last entry.</summary>
    public long Last { get; private set; }
    /// <summary>Hash of its last entry: the next one follows it.</summary>
    public string LastHash { get; private set; } = "";
    /// <summary>Who archived it.</summary>
    public string By { get; private set; } = "";
    /// <summary>When.</summary>
    public Moment At { get; private set; }
}
