using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Thrombophilia.Lims.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Biobank : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Enrolment",
                table: "Subjects",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Transplant",
                table: "Subjects",
                type: "TEXT",
                nullable: false,
                defaultValue: "NotRecorded");

            migrationBuilder.AddColumn<string>(
                name: "Arrival",
                table: "Samples",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "AuditArchives",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    FileName = table.Column<string>(type: "TEXT", nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", nullable: false),
                    First = table.Column<long>(type: "INTEGER", nullable: false),
                    Last = table.Column<long>(type: "INTEGER", nullable: false),
                    LastHash = table.Column<string>(type: "TEXT", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditArchives", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "AuditEntries",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<string>(type: "TEXT", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    Action = table.Column<string>(type: "TEXT", nullable: false),
                    Entity = table.Column<string>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    Changes = table.Column<string>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: true),
                    Previous = table.Column<string>(type: "TEXT", nullable: false),
                    Hash = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditEntries", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Consents",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PublicId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SubjectId = table.Column<int>(type: "INTEGER", nullable: false),
                    FormVersion = table.Column<string>(type: "TEXT", nullable: false),
                    Scopes = table.Column<string>(type: "TEXT", nullable: false),
                    SignedAt = table.Column<string>(type: "TEXT", nullable: false),
                    RecordedBy = table.Column<string>(type: "TEXT", nullable: false),
                    Recorded = table.Column<string>(type: "TEXT", nullable: false),
                    Withdrawn = table.Column<string>(type: "TEXT", nullable: true),
                    WithdrawnBy = table.Column<string>(type: "TEXT", nullable: true),
                    WithdrawalReason = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Consents", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Consents_Subjects_SubjectId",
                        column: x => x.SubjectId,
                        principalTable: "Subjects",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Counters",
                columns: table => new
                {
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Last = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Counters", x => x.Kind);
                });

            migrationBuilder.CreateTable(
                name: "Distributions",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PublicId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", nullable: false),
                    Site = table.Column<string>(type: "TEXT", nullable: false),
                    Recipient = table.Column<string>(type: "TEXT", nullable: false),
                    Purpose = table.Column<string>(type: "TEXT", nullable: false),
                    RequestedBy = table.Column<string>(type: "TEXT", nullable: false),
                    Requested = table.Column<string>(type: "TEXT", nullable: false),
                    ApprovedBy = table.Column<string>(type: "TEXT", nullable: true),
                    Approved = table.Column<string>(type: "TEXT", nullable: true),
                    GivenBy = table.Column<string>(type: "TEXT", nullable: true),
                    Given = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Distributions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Families",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PublicId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", nullable: false),
                    Site = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Families", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ImportBatches",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PublicId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    FileName = table.Column<string>(type: "TEXT", nullable: false),
                    Rows = table.Column<int>(type: "INTEGER", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<string>(type: "TEXT", nullable: false),
                    Undone = table.Column<string>(type: "TEXT", nullable: true),
                    UndoneBy = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ImportBatches", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PersonalData",
                columns: table => new
                {
                    SubjectId = table.Column<int>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: true),
                    IdNumber = table.Column<string>(type: "TEXT", nullable: true),
                    BirthDate = table.Column<string>(type: "TEXT", nullable: true),
                    Phone = table.Column<string>(type: "TEXT", nullable: true),
                    NameHash = table.Column<string>(type: "TEXT", nullable: true),
                    IdNumberHash = table.Column<string>(type: "TEXT", nullable: true),
                    PhoneHash = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PersonalData", x => x.SubjectId);
                    table.ForeignKey(
                        name: "FK_PersonalData_Subjects_SubjectId",
                        column: x => x.SubjectId,
                        principalTable: "Subjects",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Qualifications",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Person = table.Column<string>(type: "TEXT", nullable: false),
                    Task = table.Column<string>(type: "TEXT", nullable: false),
                    Certificate = table.Column<string>(type: "TEXT", nullable: false),
                    ValidUntil = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Done = table.Column<int>(type: "INTEGER", nullable: false),
                    RecordedBy = table.Column<string>(type: "TEXT", nullable: false),
                    Recorded = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Qualifications", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Shipments",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PublicId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", nullable: false),
                    From = table.Column<string>(type: "TEXT", nullable: false),
                    To = table.Column<string>(type: "TEXT", nullable: false),
                    SentBy = table.Column<string>(type: "TEXT", nullable: false),
                    Sent = table.Column<string>(type: "TEXT", nullable: false),
                    Note = table.Column<string>(type: "TEXT", nullable: true),
                    ReceivedBy = table.Column<string>(type: "TEXT", nullable: true),
                    Received = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Shipments", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "StorageUnits",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PublicId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    ParentId = table.Column<int>(type: "INTEGER", nullable: true),
                    Site = table.Column<string>(type: "TEXT", nullable: false),
                    Path = table.Column<string>(type: "TEXT", nullable: false),
                    Rows = table.Column<int>(type: "INTEGER", nullable: true),
                    Columns = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StorageUnits", x => x.Id);
                    table.ForeignKey(
                        name: "FK_StorageUnits_StorageUnits_ParentId",
                        column: x => x.ParentId,
                        principalTable: "StorageUnits",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "FamilyMembers",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    FamilyId = table.Column<int>(type: "INTEGER", nullable: false),
                    SubjectId = table.Column<int>(type: "INTEGER", nullable: true),
                    Label = table.Column<string>(type: "TEXT", nullable: false),
                    Sex = table.Column<string>(type: "TEXT", nullable: false),
                    HadThrombosis = table.Column<bool>(type: "INTEGER", nullable: true),
                    Deceased = table.Column<bool>(type: "INTEGER", nullable: false),
                    FatherId = table.Column<int>(type: "INTEGER", nullable: true),
                    MotherId = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FamilyMembers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_FamilyMembers_Families_FamilyId",
                        column: x => x.FamilyId,
                        principalTable: "Families",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_FamilyMembers_FamilyMembers_FatherId",
                        column: x => x.FatherId,
                        principalTable: "FamilyMembers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_FamilyMembers_FamilyMembers_MotherId",
                        column: x => x.MotherId,
                        principalTable: "FamilyMembers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_FamilyMembers_Subjects_SubjectId",
                        column: x => x.SubjectId,
                        principalTable: "Subjects",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ImportedRows",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    BatchId = table.Column<int>(type: "INTEGER", nullable: false),
                    EntityId = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ImportedRows", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ImportedRows_ImportBatches_BatchId",
                        column: x => x.BatchId,
                        principalTable: "ImportBatches",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Excursions",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PublicId = table.Column<Guid>(type: "TEXT", nullable: false),
                    StorageId = table.Column<int>(type: "INTEGER", nullable: false),
                    From = table.Column<string>(type: "TEXT", nullable: false),
                    To = table.Column<string>(type: "TEXT", nullable: false),
                    Warmest = table.Column<decimal>(type: "TEXT", nullable: false),
                    Note = table.Column<string>(type: "TEXT", nullable: true),
                    RecordedBy = table.Column<string>(type: "TEXT", nullable: false),
                    Recorded = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Excursions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Excursions_StorageUnits_StorageId",
                        column: x => x.StorageId,
                        principalTable: "StorageUnits",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Tubes",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PublicId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", nullable: false),
                    SampleId = table.Column<int>(type: "INTEGER", nullable: false),
                    ParentId = table.Column<int>(type: "INTEGER", nullable: true),
                    Type = table.Column<string>(type: "TEXT", nullable: false),
                    Volume = table.Column<decimal>(type: "TEXT", nullable: true),
                    Thaws = table.Column<int>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    Site = table.Column<string>(type: "TEXT", nullable: false),
                    StorageId = table.Column<int>(type: "INTEGER", nullable: true),
                    Row = table.Column<int>(type: "INTEGER", nullable: true),
                    Column = table.Column<int>(type: "INTEGER", nullable: true),
                    HeldBy = table.Column<string>(type: "TEXT", nullable: true),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Tubes", x => x.Id);
                    table.CheckConstraint("CK_Tubes_Volume", "\"Volume\" IS NULL OR CAST(\"Volume\" AS REAL) >= 0");
                    table.ForeignKey(
                        name: "FK_Tubes_Samples_SampleId",
                        column: x => x.SampleId,
                        principalTable: "Samples",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Tubes_StorageUnits_StorageId",
                        column: x => x.StorageId,
                        principalTable: "StorageUnits",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Tubes_Tubes_ParentId",
                        column: x => x.ParentId,
                        principalTable: "Tubes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "DistributedTubes",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    DistributionId = table.Column<int>(type: "INTEGER", nullable: false),
                    TubeId = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DistributedTubes", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DistributedTubes_Distributions_DistributionId",
                        column: x => x.DistributionId,
                        principalTable: "Distributions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_DistributedTubes_Tubes_TubeId",
                        column: x => x.TubeId,
                        principalTable: "Tubes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ExposedTubes",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ExcursionId = table.Column<int>(type: "INTEGER", nullable: false),
                    TubeId = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ExposedTubes", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ExposedTubes_Excursions_ExcursionId",
                        column: x => x.ExcursionId,
                        principalTable: "Excursions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ExposedTubes_Tubes_TubeId",
                        column: x => x.TubeId,
                        principalTable: "Tubes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ShippedTubes",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ShipmentId = table.Column<int>(type: "INTEGER", nullable: false),
                    TubeId = table.Column<int>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ShippedTubes", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ShippedTubes_Shipments_ShipmentId",
                        column: x => x.ShipmentId,
                        principalTable: "Shipments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ShippedTubes_Tubes_TubeId",
                        column: x => x.TubeId,
                        principalTable: "Tubes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "TubeEvents",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    TubeId = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<string>(type: "TEXT", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    Detail = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TubeEvents", x => x.Id);
                    table.ForeignKey(
                        name: "FK_TubeEvents_Tubes_TubeId",
                        column: x => x.TubeId,
                        principalTable: "Tubes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Subjects_Enrolment",
                table: "Subjects",
                column: "Enrolment",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Subjects_Site",
                table: "Subjects",
                column: "Site");

            migrationBuilder.CreateIndex(
                name: "IX_AuditArchives_First",
                table: "AuditArchives",
                column: "First",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_By_Id",
                table: "AuditEntries",
                columns: new[] { "By", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_Key_By",
                table: "AuditEntries",
                columns: new[] { "Key", "By" });

            migrationBuilder.CreateIndex(
                name: "IX_Consents_PublicId",
                table: "Consents",
                column: "PublicId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Consents_SubjectId_SignedAt",
                table: "Consents",
                columns: new[] { "SubjectId", "SignedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_DistributedTubes_DistributionId_TubeId",
                table: "DistributedTubes",
                columns: new[] { "DistributionId", "TubeId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_DistributedTubes_TubeId",
                table: "DistributedTubes",
                column: "TubeId");

            migrationBuilder.CreateIndex(
                name: "IX_Distributions_Code",
                table: "Distributions",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Distributions_PublicId",
                table: "Distributions",
                column: "PublicId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Distributions_Site",
                table: "Distributions",
                column: "Site");

            migrationBuilder.CreateIndex(
                name: "IX_Excursions_PublicId",
                table: "Excursions",
                column: "PublicId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Excursions_StorageId",
                table: "Excursions",
                column: "StorageId");

            migrationBuilder.CreateIndex(
                name: "IX_ExposedTubes_ExcursionId_TubeId",
                table: "ExposedTubes",
                columns: new[] { "ExcursionId", "TubeId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ExposedTubes_TubeId",
                table: "ExposedTubes",
                column: "TubeId");

            migrationBuilder.CreateIndex(
                name: "IX_Families_Code",
                table: "Families",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Families_PublicId",
                table: "Families",
                column: "PublicId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Families_Site",
                table: "Families",
                column: "Site");

            migrationBuilder.CreateIndex(
                name: "IX_FamilyMembers_FamilyId_Label",
                table: "FamilyMembers",
                columns: new[] { "FamilyId", "Label" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_FamilyMembers_FatherId",
                table: "FamilyMembers",
                column: "FatherId");

            migrationBuilder.CreateIndex(
                name: "IX_FamilyMembers_MotherId",
                table: "FamilyMembers",
                column: "MotherId");

            migrationBuilder.CreateIndex(
                name: "IX_FamilyMembers_SubjectId",
                table: "FamilyMembers",
                column: "SubjectId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ImportBatches_PublicId",
                table: "ImportBatches",
                column: "PublicId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ImportedRows_BatchId",
                table: "ImportedRows",
                column: "BatchId");

            migrationBuilder.CreateIndex(
                name: "IX_PersonalData_IdNumberHash",
                table: "PersonalData",
                column: "IdNumberHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PersonalData_NameHash",
                table: "PersonalData",
                column: "NameHash");

            migrationBuilder.CreateIndex(
                name: "IX_PersonalData_PhoneHash",
                table: "PersonalData",
                column: "PhoneHash");

            migrationBuilder.CreateIndex(
                name: "IX_Qualifications_Person_Task_ValidUntil",
                table: "Qualifications",
                columns: new[] { "Person", "Task", "ValidUntil" });

            migrationBuilder.CreateIndex(
                name: "IX_Qualifications_ValidUntil",
                table: "Qualifications",
                column: "ValidUntil");

            migrationBuilder.CreateIndex(
                name: "IX_Shipments_Code",
                table: "Shipments",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Shipments_PublicId",
                table: "Shipments",
                column: "PublicId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Shipments_To_Received",
                table: "Shipments",
                columns: new[] { "To", "Received" });

            migrationBuilder.CreateIndex(
                name: "IX_ShippedTubes_ShipmentId_TubeId",
                table: "ShippedTubes",
                columns: new[] { "ShipmentId", "TubeId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ShippedTubes_TubeId",
                table: "ShippedTubes",
                column: "TubeId");

            migrationBuilder.CreateIndex(
                name: "IX_StorageUnits_Code",
                table: "StorageUnits",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_StorageUnits_ParentId_Name",
                table: "StorageUnits",
                columns: new[] { "ParentId", "Name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_StorageUnits_PublicId",
                table: "StorageUnits",
                column: "PublicId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_StorageUnits_Site_Kind",
                table: "StorageUnits",
                columns: new[] { "Site", "Kind" });

            migrationBuilder.CreateIndex(
                name: "IX_TubeEvents_By_Kind",
                table: "TubeEvents",
                columns: new[] { "By", "Kind" });

            migrationBuilder.CreateIndex(
                name: "IX_TubeEvents_TubeId_Id",
                table: "TubeEvents",
                columns: new[] { "TubeId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Tubes_Code",
                table: "Tubes",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Tubes_Loose",
                table: "Tubes",
                column: "State",
                filter: "\"StorageId\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Tubes_LooseOfSite",
                table: "Tubes",
                columns: new[] { "Site", "State" },
                filter: "\"StorageId\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Tubes_ParentId",
                table: "Tubes",
                column: "ParentId");

            migrationBuilder.CreateIndex(
                name: "IX_Tubes_PublicId",
                table: "Tubes",
                column: "PublicId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Tubes_SampleId",
                table: "Tubes",
                column: "SampleId");

            migrationBuilder.CreateIndex(
                name: "IX_Tubes_Site",
                table: "Tubes",
                column: "Site");

            migrationBuilder.CreateIndex(
                name: "IX_Tubes_Site_Code",
                table: "Tubes",
                columns: new[] { "Site", "Code" });

            migrationBuilder.CreateIndex(
                name: "IX_Tubes_Site_State_Id",
                table: "Tubes",
                columns: new[] { "Site", "State", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Tubes_State",
                table: "Tubes",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_Tubes_StorageId_Row_Column",
                table: "Tubes",
                columns: new[] { "StorageId", "Row", "Column" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AuditArchives");

            migrationBuilder.DropTable(
                name: "AuditEntries");

            migrationBuilder.DropTable(
                name: "Consents");

            migrationBuilder.DropTable(
                name: "Counters");

            migrationBuilder.DropTable(
                name: "DistributedTubes");

            migrationBuilder.DropTable(
                name: "ExposedTubes");

            migrationBuilder.DropTable(
                name: "FamilyMembers");

            migrationBuilder.DropTable(
                name: "ImportedRows");

            migrationBuilder.DropTable(
                name: "PersonalData");

            migrationBuilder.DropTable(
                name: "Qualifications");

            migrationBuilder.DropTable(
                name: "ShippedTubes");

            migrationBuilder.DropTable(
                name: "TubeEvents");

            migrationBuilder.DropTable(
                name: "Distributions");

            migrationBuilder.DropTable(
                name: "Excursions");

            migrationBuilder.DropTable(
                name: "Families");

            migrationBuilder.DropTable(
                name: "ImportBatches");

            migrationBuilder.DropTable(
                name: "Shipments");

            migrationBuilder.DropTable(
                name: "Tubes");

            migrationBuilder.DropTable(
                name: "StorageUnits");

            migrationBuilder.DropIndex(
                name: "IX_Subjects_Enrolment",
                table: "Subjects");

            migrationBuilder.DropIndex(
                name: "IX_Subjects_Site",
                table: "Subjects");

            migrationBuilder.DropColumn(
                name: "Enrolment",
                table: "Subjects");

            migrationBuilder.DropColumn(
                name: "Transplant",
                table: "Subjects");

            migrationBuilder.DropColumn(
                name: "Arrival",
                table: "Samples");
        }
    }
}
