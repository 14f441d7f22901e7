"""One frozen object of settings: the only reader of the environment and of `tumen.toml`.

Order: environment variables, then `tumen.toml` in the working directory, then the defaults below. Everything else
receives values. docs/settings.md is generated from this module.
"""

import os
from pathlib import Path
from typing import Any

import platformdirs
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from tumen.corpus.errors import ConfigurationError

SHIPPED_CORPUS = Path(__file__).parent
MEBIBYTE = 1024 * 1024


class Settings(BaseSettings):
    """Every setting of Tumen, each also an environment variable `TUMEN_<NAME>`."""

    model_config = SettingsConfigDict(env_prefix="TUMEN_", toml_file="tumen.toml", frozen=True, extra="forbid")

    data: Path = Field(
        default_factory=lambda: platformdirs.user_data_path("tumen"),
        description="Data directory: generations of the index, exported models, originals that you added.",
    )
    corpus: Path = Field(
        default=SHIPPED_CORPUS,
        description="Corpus folder with `sources/*.yaml` and so on; the shipped one by default.",
    )
    embedder: str = Field(
        default="all-MiniLM-L6-v2",
        description="Embedding model: the shipped one, or the name or folder of any sentence-transformers model.",
    )
    writer: str = Field(
        default="quoting",
        description="`quoting` needs no model; `provider:model` asks a chat model through LangChain.",
    )
    writer_url: str | None = Field(
        default=None,
        description="Address of an OpenAI-compatible server for TUMEN_WRITER=openai:…, such as http://127.0.0.1:8000/v1.",
    )
    writer_key: SecretStr | None = Field(
        default=None,
        description="Key of the provider, where it is not in the provider's own variable.",
    )
    writer_seconds: float = Field(
        default=60,
        gt=0,
        description="How long a chat model may take for a whole answer before the quoting writer takes over.",
    )
    reranker: str | None = Field(
        default=None,
        description="Name or folder of a sentence-transformers CrossEncoder that reads the best hits again.",
    )
    support: str = Field(
        default="offline",
        description="Support checker: `offline` needs no other model; the name or folder of a sentence-transformers "
        "CrossEncoder for natural language inference; or `provider:model`, a chat model reached as the writer's is.",
    )
    max_file_mb: int = Field(
        default=50,
        gt=0,
        description="Largest file, in MiB, that `tumen add` takes.",
    )
    reading_seconds: int = Field(
        default=60,
        gt=0,
        description="How long a reader may work on one file before it is stopped.",
    )
    reading_memory_mb: int = Field(
        default=2048,
        gt=0,
        description="How much memory, in MiB, a reader may use on one file.",
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments, environment, `tumen.toml`: no `.env` file, no secrets folder."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def load_settings(**given: Any) -> Settings:
    """given: settings that stand above environment and file.

    Raises ConfigurationError that names the setting, what is wrong with it and where it can be set.
    """
    try:
        return Settings(**given)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"]) or "?"
        raise ConfigurationError(
            f"The setting {name!r} cannot be used: {first['msg']}.",
            f"Change TUMEN_{name.upper()} or the line in tumen.toml; docs/settings.md lists every setting.",
        ) from error
    except ValueError as error:
        raise ConfigurationError(
            f"tumen.toml cannot be read: {error}.", "Mend the file, or move it away to use the defaults."
        ) from error


def refuse_telemetry() -> None:
    """Called before onnxruntime is imported, which since 1.29 reports every session to its maker unless told not to.

    The name of the model, the machine and a lasting identifier would go out; there is no other full switch.
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
