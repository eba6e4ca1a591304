namespace Thrombophilia.Variants.Validation.Findings;

/// <summary>
/// Every code that <see cref="VcfValidator"/> can give. Severities follow docs/decisions/0012: what a specification
/// forbids is an error unless good files do it.
/// </summary>
public static class FindingCodes
{
    static readonly List<FindingCode> all = [];

    // Sections that many rules stand in: of 4.1 and 4.2, then of 4.3 and later.
    const string Characters = "4.3: 1.2", MetaLines = "1.2, 4.3: 1.4", VersionLine = "1.2.1, 4.3: 1.4.1",
        FieldLines = "1.2.2, 4.3: 1.4.2", ColumnLine = "1.3, 4.3: 1.5",
        FixedColumns = "1.4.1, 4.3: 1.6.1", SampleColumns = "1.4.2, 4.3: 1.6.2", StructuralKeys = "4.4: 3";

    // The file and its text.
    /// <summary>The file could not be read at all; given by whoever opened it.</summary>
    public static FindingCode Unreadable { get; } = Error("unreadable", "");
    internal static readonly FindingCode NoFinalNewline = Warning("no-final-newline", "4.3: 1.6");
    internal static readonly FindingCode BlankLine = Error("blank-line", "1");
    internal static readonly FindingCode BlankAtEnd = Warning("blank-at-end", "1");
    internal static readonly FindingCode ByteOrderMark = Error("byte-order-mark", Characters);
    internal static readonly FindingCode NotUtf8 = Error("not-utf-8", Characters);
    internal static readonly FindingCode ControlCharacter = Error("control-character", Characters);
    internal static readonly FindingCode PercentEncoding = Error("percent-encoding", Characters);

    internal static readonly FindingCode NoEvidence = Warning("no-evidence", "");

    // The header as a whole.
    internal static readonly FindingCode NotAVcf = Error("not-a-vcf", VersionLine);
    internal static readonly FindingCode NoFileformat = Error("no-fileformat", VersionLine);
    internal static readonly FindingCode FileformatTwice = Error("fileformat-twice", VersionLine);
    internal static readonly FindingCode UnsupportedVersion = Error("unsupported-version", VersionLine);
    internal static readonly FindingCode HeaderLine = Error("header-line", MetaLines);
    internal static readonly FindingCode HeaderNoColumns = Error("header-no-columns", ColumnLine);
    internal static readonly FindingCode HeaderColumns = Error("header-columns", ColumnLine);
    internal static readonly FindingCode HeaderTwice = Error("header-twice", ColumnLine);
    internal static readonly FindingCode HeaderInBody = Error("header-in-body", MetaLines);
    internal static readonly FindingCode SampleNameEmpty = Error("sample-name-empty", ColumnLine);
    internal static readonly FindingCode SampleNameTwice = Error("sample-name-twice", ColumnLine);
    internal static readonly FindingCode FormatWithoutSamples = Warning("format-without-samples", ColumnLine);

    // A meta-information line.
    internal static readonly FindingCode MetaNotPair = Error("meta-not-pair", MetaLines);
    internal static readonly FindingCode MetaEmpty = Error("meta-empty", MetaLines);
    internal static readonly FindingCode MetaNotStructured = Error("meta-not-structured", MetaLines);
    internal static readonly FindingCode MetaFreeText = Warning("meta-free-text", "4.3: 1.4");
    internal static readonly FindingCode MetaNotClosed = Error("meta-not-closed", MetaLines);
    internal static readonly FindingCode MetaQuote = Error("meta-quote", FieldLines);
    internal static readonly FindingCode MetaField = Error("meta-field", MetaLines);
    internal static readonly FindingCode MetaBrackets = Warning("meta-brackets", MetaLines);
    internal static readonly FindingCode MetaKeyTwice = Error("meta-key-twice", MetaLines);
    internal static readonly FindingCode MetaValueEmpty = Warning("meta-value-empty", MetaLines);
    internal static readonly FindingCode MetaMissing = Error("meta-missing", MetaLines);
    internal static readonly FindingCode MetaNoDescription = Warning("meta-no-description", FieldLines);
    internal static readonly FindingCode MetaSample = Warning("meta-sample", "1.2.8");
    internal static readonly FindingCode MetaOrder = Warning("meta-order", "1.2.2, 4.3: 1.4");
    internal static readonly FindingCode MetaUnquoted = Warning("meta-unquoted", FieldLines);
    internal static readonly FindingCode MetaQuoted = Error("meta-quoted", MetaLines);
    internal static readonly FindingCode MetaNumber = Error("meta-number", FieldLines);
    internal static readonly FindingCode MetaNumberVersion = Warning("meta-number-version", FieldLines);
    internal static readonly FindingCode MetaType = Error("meta-type", FieldLines);
    internal static readonly FindingCode MetaFlag = Error("meta-flag", FieldLines);
    internal static readonly FindingCode MetaId = Error("meta-id", "4.3: 1.6.1, 1.6.2");
    internal static readonly FindingCode MetaIdTwice = ErrorFrom43("meta-id-twice", "4.3: 1.4");
    internal static readonly FindingCode MetaValues = Error("meta-values", "4.3: 1.4.8");
    internal static readonly FindingCode MetaWhitespace = Error("meta-whitespace", "1.2.8, 1.2.9, 4.3: 1.4.8, 1.4.9");
    internal static readonly FindingCode MetaSpace = Warning("meta-space", "1.2.8, 4.3: 1.4.8");
    internal static readonly FindingCode MetaUrl = Error("meta-url", "1.2.6, 1.2.9, 4.3: 1.4.6, 1.4.9");
    internal static readonly FindingCode ReservedNumber =
        Warning("reserved-number", "1.4.1, 1.4.2, 3, 4, 4.3: 1.6.1, 1.6.2, 3, 4");
    internal static readonly FindingCode ReservedType =
        Warning("reserved-type", "1.4.1, 1.4.2, 3, 4, 4.3: 1.6.1, 1.6.2, 3, 4");
    internal static readonly FindingCode AltId = Error("alt-id", "1.2.5, 4.3: 1.4.5");
    internal static readonly FindingCode AltIdType = Warning("alt-id-type", "1.2.5, 4.3: 1.4.5");
    internal static readonly FindingCode FilterId = Error("filter-id", "1.2.3, 1.4.1, 4.3: 1.4.3, 1.6.1");
    internal static readonly FindingCode ContigId = Error("contig-id", "4.3: 1.4.7");
    internal static readonly FindingCode ContigIdUnusual = Warning("contig-id-unusual", "4.3: 1.4.7", most: 1);
    internal static readonly FindingCode ContigTwice = Warning("contig-twice", "4.3: 1.4");
    internal static readonly FindingCode ContigLength = Error("contig-length", "4.4: 1.4.7");
    internal static readonly FindingCode ContigMd5 = Warning("contig-md5", "4.4: 1.4.7", most: 1);
    internal static readonly FindingCode ContigUrl = Warning("contig-url", "1.2.7, 4.3: 1.4.7", most: 1);
    internal static readonly FindingCode SampleIdUnusual = Warning("sample-id-unusual", "4.3: 1.4.8");
    internal static readonly FindingCode SampleMixture = Warning("sample-mixture", "1.2.8");
    internal static readonly FindingCode PedigreeDatabase = Warning("pedigree-database", "1.2.9");
    internal static readonly FindingCode PedigreeValue = Warning("pedigree-value", "1.2.9, 4.3: 1.4.9");

    // A record and its order.
    internal static readonly FindingCode ColumnCount = Error("column-count", "1.4, 4.3: 1.6");
    internal static readonly FindingCode EmptyColumn = Error("empty-column", "1.4, 4.3: 1");
    internal static readonly FindingCode Unsorted = Error("unsorted", FixedColumns);
    internal static readonly FindingCode ContigScattered = ErrorFrom43("contig-scattered", FixedColumns);
    internal static readonly FindingCode DuplicateRecord = Warning("duplicate-record", FixedColumns);
    internal static readonly FindingCode DuplicateAllele = Warning("duplicate-allele", FixedColumns);

    // The fixed columns.
    internal static readonly FindingCode ChromCharacters = Error("chrom-characters", "1.4.1, 4.3: 1.4.7, 1.6.1");
    internal static readonly FindingCode ChromColon = Warning("chrom-colon", "4.0 to 4.2: 1.4.1");
    internal static readonly FindingCode ChromUnusual = Warning("chrom-unusual", "4.3: 1.4.7");
    internal static readonly FindingCode ContigUndeclared = Warning("contig-undeclared", "1.2.7, 4.3: 1.4.7", most: 1);
    internal static readonly FindingCode BadPos = Error("bad-pos", FixedColumns);
    internal static readonly FindingCode PosPastContig = Warning("pos-past-contig", FixedColumns);
    internal static readonly FindingCode IdCharacters = Error("id-characters", FixedColumns);
    internal static readonly FindingCode IdTwice = ErrorFrom43("id-twice", FixedColumns);
    internal static readonly FindingCode RefBases = Error("ref-bases", FixedColumns);
    internal static readonly FindingCode AltEmpty = Error("alt-empty", FixedColumns);
    internal static readonly FindingCode AltBases = Error("alt-bases", FixedColumns);
    internal static readonly FindingCode AltSymbolic = Error("alt-symbolic", FixedColumns);
    internal static readonly FindingCode AltBreakend = Error("alt-breakend", "1.4.1, 5.4");
    internal static readonly FindingCode AltMissing = Error("alt-missing", FixedColumns);
    internal static readonly FindingCode AltStar = Warning("alt-star", FixedColumns);
    internal static readonly FindingCode AltUndeclared = Warning("alt-undeclared", "1.2.5, 4.3: 1.4.5", most: 1);
    internal static readonly FindingCode AltType = Error("alt-type", "4.4: 1.4.5");
    internal static readonly FindingCode AltIsRef = Warning("alt-is-ref", FixedColumns);
    internal static readonly FindingCode AltTwice = Warning("alt-twice", FixedColumns);
    internal static readonly FindingCode Qual = Error("qual", FixedColumns);
    internal static readonly FindingCode QualNegative = Error("qual-negative", FixedColumns);
    internal static readonly FindingCode FilterCharacters = Error("filter-characters", FixedColumns);
    internal static readonly FindingCode FilterZero = ErrorFrom43("filter-zero", FixedColumns);
    internal static readonly FindingCode FilterTwice = Error("filter-twice", "4.3: 1.6.1");
    internal static readonly FindingCode FilterPass = Warning("filter-pass", FixedColumns);
    internal static readonly FindingCode FilterUndeclared = Warning("filter-undeclared", "1.2.3, 4.3: 1.4.3", most: 1);

    // INFO.
    internal static readonly FindingCode InfoEmpty = Warning("info-empty", FixedColumns);
    internal static readonly FindingCode InfoKey = Error("info-key", FixedColumns);
    internal static readonly FindingCode InfoKeyTwice = ErrorFrom43("info-key-twice", "4.3: 1.6.1");
    internal static readonly FindingCode InfoUndeclared = Warning("info-undeclared", FieldLines, most: 1);
    internal static readonly FindingCode InfoCharacters = Warning("info-characters", FixedColumns);
    internal static readonly FindingCode InfoNoValue = Warning("info-no-value", FixedColumns);
    internal static readonly FindingCode InfoFlag = Error("info-flag", FieldLines);
    internal static readonly FindingCode InfoFlagNumber = Warning("info-flag-number", "1.4.1, 4.3: 1.4.2");
    internal static readonly FindingCode InfoNumber = Error("info-number", FieldLines);
    internal static readonly FindingCode InfoNumberText = Warning("info-number-text", FieldLines);
    internal static readonly FindingCode InfoNumberAllele = Warning("info-number-allele", FieldLines);
    internal static readonly FindingCode InfoNumberReserved =
        Warning("info-number-reserved", "1.4.1, 3, 4.3: 1.6.1, 3");
    internal static readonly FindingCode InfoType = Error("info-type", "1.2.2, 4.3: 1.3, 1.4.2");
    internal static readonly FindingCode InfoTypeCharacter = Warning("info-type-character", "1.2.2, 4.3: 1.3, 1.4.2");
    internal static readonly FindingCode InfoTypeReserved = Warning("info-type-reserved", "1.4.1, 3, 4.3: 1.6.1, 3");
    internal static readonly FindingCode InfoRange = ErrorFrom43("info-range", "4.3: 1.3");
    internal static readonly FindingCode InfoNegative = Error("info-negative", FixedColumns);
    internal static readonly FindingCode InfoCigar = Error("info-cigar", FixedColumns);
    internal static readonly FindingCode InfoEnd = Warning("info-end", FixedColumns);
    internal static readonly FindingCode InfoSvType = Warning("info-svtype", "4.1 to 4.3: 3");

    // FORMAT and the samples.
    internal static readonly FindingCode FormatEmpty = Error("format-empty", SampleColumns);
    internal static readonly FindingCode FormatKey = Error("format-key", SampleColumns);
    internal static readonly FindingCode FormatKeyPercent = Warning("format-key-percent", SampleColumns);
    internal static readonly FindingCode FormatKeyAlphanumeric =
        Warning("format-key-alphanumeric", "4.0 to 4.2: 1.4.2", most: 1);
    internal static readonly FindingCode FormatKeyTwice = Warning("format-key-twice", "4.3: 1.6.2");
    internal static readonly FindingCode FormatGtFirst = Error("format-gt-first", SampleColumns);
    internal static readonly FindingCode FormatUndeclared = Warning("format-undeclared", "1.2.4, 4.3: 1.4.4", most: 1);
    internal static readonly FindingCode FormatLocal = Error("format-local", "4.5: 1.6.2");
    internal static readonly FindingCode FormatModification = Error("format-modification", "4.5: 1.4.4");
    internal static readonly FindingCode CellEmpty = Error("cell-empty", "1.4.2, 4.3: 1");
    internal static readonly FindingCode CellFields = Error("cell-fields", SampleColumns);
    internal static readonly FindingCode Genotype = Error("gt", SampleColumns);
    internal static readonly FindingCode GenotypeAllele = Warning("gt-allele", SampleColumns);
    internal static readonly FindingCode GenotypeTrailing = Warning("gt-trailing", SampleColumns);
    internal static readonly FindingCode FormatNumber = Error("format-number", "1.2.4, 4.3: 1.4.4");
    internal static readonly FindingCode FormatNumberAllele = Warning("format-number-allele", "1.2.4, 4.3: 1.4.4");
    internal static readonly FindingCode FormatNumberReserved =
        Warning("format-number-reserved", "1.4.2, 4, 4.3: 1.6.2, 4");
    internal static readonly FindingCode FormatType = Error("format-type", "1.2.4, 4.3: 1.3, 1.4.4");
    internal static readonly FindingCode FormatPacked = Warning("format-packed", "1.2.4, 4.3: 1.3, 1.4.4");
    internal static readonly FindingCode FormatTypeReserved =
        Warning("format-type-reserved", "1.4.2, 4, 4.3: 1.6.2, 4");
    internal static readonly FindingCode FormatRange = ErrorFrom43("format-range", "4.3: 1.3");
    internal static readonly FindingCode FormatNegative = Error("format-negative", SampleColumns);
    internal static readonly FindingCode FormatPhred = Warning("format-phred", SampleColumns);
    internal static readonly FindingCode FormatProbability = Warning("format-probability", "4.3: 1.6.2, 4");
    internal static readonly FindingCode FormatFraction = Error("format-fraction", "4.5: 1.6.2");
    internal static readonly FindingCode FormatFilter = Error("format-filter", SampleColumns);
    internal static readonly FindingCode FormatLaa = Error("format-laa", "4.5: 1.6.2");
    internal static readonly FindingCode FormatPsl = Error("format-psl", "4.4: 1.6.2");
    internal static readonly FindingCode FormatPso = Error("format-pso", "4.4: 1.6.2");
    internal static readonly FindingCode FormatPsPsl = Error("format-ps-psl", "4.4: 1.6.2");
    internal static readonly FindingCode FormatInterval = Error("format-interval", "4.4: 4");
    internal static readonly FindingCode FormatCopyNumber = Error("format-copy-number", "4.4: 4");
    internal static readonly FindingCode FormatCopyNumberClaim = Warning("format-copy-number-claim", "4.4: 4");

    // Structural variants from 4.4 on.
    internal static readonly FindingCode SvLengthMissing = Error("sv-length-missing", StructuralKeys);
    internal static readonly FindingCode SvLengthAllele = Warning("sv-length-allele", StructuralKeys);
    internal static readonly FindingCode SvClaimMissing = Error("sv-claim-missing", StructuralKeys);
    internal static readonly FindingCode SvClaim = Error("sv-claim", StructuralKeys);
    internal static readonly FindingCode SvClaimAllele = Warning("sv-claim-allele", StructuralKeys);
    internal static readonly FindingCode SvTuple = Error("sv-tuple", StructuralKeys);
    internal static readonly FindingCode SvInterval = Error("sv-interval", StructuralKeys);
    internal static readonly FindingCode SvRepeatUnit = Error("sv-repeat-unit", "4.4: 3, 5.7");
    internal static readonly FindingCode SvRepeatLetters = Error("sv-repeat-letters", StructuralKeys);
    internal static readonly FindingCode SvRepeatNumber = Error("sv-repeat-number", "4.4: 3, 5.7");
    internal static readonly FindingCode SvRepeatBases = Error("sv-repeat-bases", "4.4: 3, 5.7");

    /// <summary>All codes of the text, in the order of their documentation.</summary>
    public static IReadOnlyList<FindingCode> All => all;

    /// <summary>Codes of a container or a text that cannot be read on; always errors.</summary>
    public static IReadOnlyList<string> Container { get; } =
    [
        "empty-file", "not-text", "unsupported-compression", "unsupported-bcf", "reads-file", "sequence-file",
            "regions-file", "line-too-long", "header-too-long",
        "bgzf-header", "bgzf-size", "bgzf-isize", "bgzf-data", "bgzf-length", "bgzf-checksum", "bgzf-truncated",
            "bgzf-no-end", "bgzf-mixed", "bgzf-padding", "bgzf-garbage",
        "gzip-header", "gzip-header-checksum", "gzip-data", "gzip-checksum", "gzip-length", "gzip-end",
            "gzip-truncated", "gzip-padding", "gzip-garbage",
    ];

    static FindingCode Error(string name, string clause, int most = FindingCode.Told) =>
        Listed(new FindingCode(name, Severity.Error, clause, most));

    /// <summary>An error where the version says "must", and a warning in the versions before it.</summary>
    static FindingCode ErrorFrom43(string name, string clause) =>
        Listed(new FindingCode(name, Severity.Error, clause, ErrorFrom: 3));

    static FindingCode Warning(string name, string clause, int most = FindingCode.Told) =>
        Listed(new FindingCode(name, Severity.Warning, clause, most));

    static FindingCode Listed(FindingCode code)
    {
        all.Add(code);
        return code;
    }
}
