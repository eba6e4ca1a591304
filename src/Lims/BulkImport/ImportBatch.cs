using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.BulkImport;

/// <summary>One import that wrote something, kept so that it can be taken back as a whole.</summary>
public sealed class ImportBatch
{
    ImportBatch() { }

    /// <summary>An import of a file.</summary>
    public ImportBatch(string kind, string fileName, int rows, string? site, string by, DateTimeOffset at, string? mapping = null) =>
        (Kind, FileName, Rows, Site, By, At, Mapping) = (kind, fileName, rows, site, by, Moment.Of(at), mapping);

    /// <summary>Internal key.</summary>
    public int Id { get; private set; }
    /// <summary>For addresses: stable and not guessable.</summary>
    public Guid PublicId { get; private set; } = Guid.NewGuid();
    /// <summary>Which register it was for.</summary>
    public string Kind { get; private set; } = "";
    /// <summary>The file's name as it was given.</summary>
    public string FileName { get; private set; } = "";
    /// <summary>Analyser and version of the mapping that read the file, as <c>ACL1/2</c>; null for a file of our own form.</summary>
    public string? Mapping { get; private set; }
    /// <summary>Rows written.</summary>
    public int Rows { get; private set; }
    /// <summary>
    /// Code of the site that all its rows belong to; null where they belong to several, and of imports before sites
    /// were recorded.
    /// </summary>
    public string? Site { get; private set; }
    /// <summary>Who imported it.</summary>
    public string By { get; private set; } = "";
    /// <summary>When.</summary>
    public Moment At { get; private set; }
    /// <summary>When it was taken back; null while it stands.</summary>
    public Moment? Undone { get; private set; }
    /// <summary>Who took it back.</summary>
    public string? UndoneBy { get; private set; }

    /// <summary>It was taken back.</summary>
    public void Undo(string by, DateTimeOffset at) => (UndoneBy, Undone) = (by, Moment.Of(at));
}

/// <summary>One record that an import wrote.</summary>
public sealed class ImportedRow
{
    ImportedRow() { }

    /// <summary>The record with a key; of a tube that was put into a place, where it lay before.</summary>
    public ImportedRow(int batchId, int entityId, Tube? before = null) =>
        (BatchId, EntityId, StorageBefore, RowBefore, ColumnBefore) = (batchId, entityId, before?.StorageId,
        before?.Row, before?.Column);

    /// <summary>Internal key.</summary>
    public long Id { get; private set; }
    /// <summary>The import.</summary>
    public int BatchId { get; private set; }
    /// <summary>Key of the record, in the table of the import's kind.</summary>
    public int EntityId { get; private set; }
    /// <summary>Of a placed tube: the unit it lay in before; null for none.</summary>
    public int? StorageBefore { get; private set; }
    /// <summary>Of a placed tube: its row before.</summary>
    public int? RowBefore { get; private set; }
    /// <summary>Of a placed tube: its column before.</summary>
    public int? ColumnBefore { get; private set; }
}
