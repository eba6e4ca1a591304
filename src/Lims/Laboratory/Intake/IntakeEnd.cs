using Thrombophilia.Variants.Calling.Rows;
using Thrombophilia.Variants.Problems;

namespace Thrombophilia.Lims.Laboratory.Intake;

/// <summary>How the reading of a file ended, ready to be written.</summary>
/// <param name="Key">What makes the reading unique.</param>
/// <param name="FileName">The file's name when it arrived.</param>
public abstract record IntakeEnd(IntakeKey Key, string FileName)
{
    /// <summary>The file was read to its end.</summary>
    public sealed record Read(IntakeKey Key, string FileName) : IntakeEnd(Key, FileName)
    {
        /// <summary>Genome build.</summary>
        public required string Build { get; init; }
        /// <summary>False when an index was used.</summary>
        public bool ReadWhole { get; init; } = true;
        /// <summary>Warnings, in English.</summary>
        public IReadOnlyList<string> Warnings { get; init; } = [];
        /// <summary>Every sample name of the file.</summary>
        public required IReadOnlyList<string> Names { get; init; }
        /// <summary>Those of the names that were wanted when the file was read: the rows of these are here.</summary>
        public required IReadOnlySet<string> Wanted { get; init; }
        /// <summary>The rows of the wanted names. They are asked for again where the transaction is repeated.</summary>
        public required IEnumerable<SampleCall> Rows { get; init; }
    }

    /// <summary>The file cannot be trusted.</summary>
    public sealed record Refused(IntakeKey Key, string FileName, Problem Problem) : IntakeEnd(Key, FileName);
}
